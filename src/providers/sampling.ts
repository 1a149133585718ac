/**
 * Models that answer 400 to a temperature, under whatever vendor prefix a gateway gives them: OpenAI's reasoning
 * models (also without reasoning it is safer left out), Claude from 4.7 on (`temperature is deprecated for this
 * model`; the SDK has dropped the parameter), Kimi from K2.5 on (`only 1 is allowed`).
 */
const REFUSE_TEMPERATURE: readonly RegExp[] = [
  /(?:^|\/)(?:o\d|gpt-[5-9]|gpt-\d\d)/i,
  /claude-(?:opus|sonnet|haiku|fable|mythos)-(?:4[-.][7-9]|[5-9])/i,
  /claude-(?:mythos-preview|fable|mythos)/i,
  /kimi-k(?:2[.p][5-9]|[3-9])/i,
];

/** Whether a request to `model` must leave the temperature out. */
export function refusesTemperature(model: string): boolean {
  return REFUSE_TEMPERATURE.some((pattern) => pattern.test(model));
}

/**
 * Models that answer 400 to a presence or frequency penalty: those that refuse a temperature, Gemini after 2.0
 * (`Penalty is not enabled for this model`), and xAI's while they reason.
 */
const REFUSE_PENALTIES: readonly RegExp[] = [
  ...REFUSE_TEMPERATURE,
  /gemini-(?!1|2\.0)/i,
  /grok-(?:3-mini|4|code|build)(?!.*non-reasoning)/i,
];

/** Whether a request to `model` must leave penalties out. */
export function refusesPenalties(model: string): boolean {
  return REFUSE_PENALTIES.some((pattern) => pattern.test(model));
}
