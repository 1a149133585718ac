/** The generation of a Gemini, such as 2.5; 0 for Gemma, and for a name that does not say it, as `gemini-flash-latest`. */
export function generationOf(model: string): number {
  const version = /gemini-(\d+(?:\.\d+)?)/.exec(model)?.[1];
  return version === undefined ? 0 : Number(version);
}

/** Whether an answer's format can be enforced: Gemma has no such mode, and before Gemini 3 there is none beside tools. */
export function canBeHeld(model: string, hasTools: boolean): boolean {
  if (!model.includes("gemini")) return false;
  return !hasTools || isSince(model, 3);
}

/** Whether the model is of this generation or a later one, as names without one are that move on to the newest. */
export function isSince(model: string, generation: number): boolean {
  const found = generationOf(model);
  return found === 0 ? /gemini-.*latest/.test(model) : found >= generation;
}
