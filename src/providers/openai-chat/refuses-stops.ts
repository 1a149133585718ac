/** Whether a model answers 400 to stop sequences: OpenAI's reasoning models do, whoever serves them. */
export function refusesStops(model: string): boolean {
  return /(?:^|\/)(?:o\d|gpt-[5-9]|gpt-\d\d)/i.test(model);
}
