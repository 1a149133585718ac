/** What the id of each kind of item begins with, as OpenAI has them: it refuses others when they come back. */
const PREFIXES = {
  message: "msg",
  reasoning: "rs",
  function_call: "fc",
  custom_tool_call: "ctc",
  local_shell_call: "lsh",
  shell_call: "sh",
  apply_patch_call: "apc",
  tool_search_call: "tsc",
} as const;

/** The kinds of items that an answer is made of here. */
export type ItemType = keyof typeof PREFIXES;

const ANSWER = "resp_";

/** An answer's id. */
export function answerId(id: string): string {
  return ANSWER + id;
}

/** The id of the item at `index` of an answer: unique, and it tells the answer's. */
export function itemId(type: ItemType, answer: string, index: number): string {
  return `${PREFIXES[type]}_${answer.startsWith(ANSWER) ? answer.slice(ANSWER.length) : answer}_${index}`;
}

/** The answer that an item of this id is part of, if the id was made here. */
export function answerIdOf(item: string): string | undefined {
  const [, id] = /^[a-z]+_(.+)_\d+$/.exec(item) ?? [];
  return id === undefined ? undefined : ANSWER + id;
}
