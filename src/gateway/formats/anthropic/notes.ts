/** What is found in a request that other wire formats have no words for, gathered while it is read. */
export interface Notes {
  /** Changes little: left out elsewhere. */
  readonly droppable: Set<string>;
  /** Without it the request is another one: only a provider that speaks this format may answer. */
  readonly untranslatable: Set<string>;
}

export function createNotes(): Notes {
  return { droppable: new Set(), untranslatable: new Set() };
}
