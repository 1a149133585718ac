/** Every way in which the healthy routes of a chain may be ordered. */
export const objectives = ["ordered", "cheapest", "fastest", "balanced"] as const;

/**
 * How the healthy routes of a chain are ordered.
 * - `ordered`: as written
 * - `cheapest`: by what the call is expected to cost, a lost prompt cache counted in
 * - `fastest`: by the time in which the whole answer is expected
 * - `balanced`: by both, a price twice as high weighing as much as a wait twice as long
 */
export type Objective = (typeof objectives)[number];
