/** What a request wants that other wire formats lack, by its names here; gathered while the request is read. */
export interface Limits {
  /** Without these the answer would be another one: only a provider of this format may be asked. */
  readonly untranslatable: Set<string>;
  /** Left out for other providers. */
  readonly droppable: Set<string>;
}
