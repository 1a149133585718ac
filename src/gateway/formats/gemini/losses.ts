/** What a request says that a `ModelRequest` cannot, collected while it is read; see `ChatRequest` and `Ask`. */
export interface Losses {
  readonly untranslatable: Set<string>;
  readonly droppable: Set<string>;
}

export function noLosses(): Losses {
  return { untranslatable: new Set(), droppable: new Set() };
}
