import { moneyPhrase } from "../../router/choose/money-phrase.ts";
import { timePhrase } from "../../router/time-phrase.ts";
import { usualSizes } from "../../router/plan/sizes.ts";
import type { Directory, Expectation, Router } from "../../router/types.ts";
import type { RouteHealth } from "../../spec/health.ts";
import { tasks, type Task } from "../../spec/task.ts";
import { stateText } from "../status/health-words.ts";
import { shortRouteName } from "../status/route-name.ts";
import { taskNames } from "../status/task-names.ts";

/** A route in an explanation, in words. */
export interface ExplainedRoute {
  /** Its model, or the chain's entry where that leads to no route. */
  readonly name: string;
  /** As it is written in a chain; missing where the entry leads to no route. */
  readonly routeId?: string;
  /** Provider, key and health; empty where the entry leads to no route. */
  readonly where: readonly string[];
  /** Why it is where it is. */
  readonly reason: string;
  /** What a call is expected to cost and how soon it is answered, as far as the reason does not say. */
  readonly facts: readonly string[];
}

/** What would happen to a call of a task if it were made now. */
export interface Explanation {
  readonly task: Task;
  /** The size of the prompt that cost and time are expected for. */
  readonly promptTokens: number;
  /** Files that would be sent along. */
  readonly paths: readonly string[];
  /** In the order in which they would be tried. */
  readonly tried: readonly ExplainedRoute[];
  readonly leftOut: readonly ExplainedRoute[];
}

export interface ExplanationDeps {
  readonly router: Pick<Router, "plan" | "health">;
  readonly directory: Directory;
  readonly pinned: (task: Task) => string | undefined;
  /** The conversation that a call of the task would belong to. */
  readonly conversation: (task: Task) => string | undefined;
  /** Files that would be sent along, as they are at hand. */
  readonly paths: (task: Task) => readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Asks the router for its plan, for a prompt of the task's usual size. Nothing is sent. */
export function explainTask(task: Task, deps: ExplanationDeps): Explanation {
  const { router, directory, now } = deps;
  const promptTokens = usualSizes[task].prompt;
  const paths = deps.paths(task);
  const pinned = deps.pinned(task);
  const conversation = deps.conversation(task);
  const plan = router.plan({
    task,
    promptTokens,
    paths,
    ...(pinned !== undefined && { pinned }),
    ...(conversation !== undefined && { conversation }),
  });
  const health = router.health(task);
  const explained = (routeId: string, reason: string, expected: Expectation | undefined): ExplainedRoute => ({
    name: shortRouteName(routeId),
    routeId,
    where: whereOf(routeId, directory, health, now()),
    reason,
    facts: factsOf(expected, reason),
  });
  return {
    task,
    promptTokens,
    paths,
    tried: plan.routes.map(({ route, reason, expected }) => explained(route.id, reason, expected)),
    leftOut: plan.leftOut.map(({ entry, reason, expected }) =>
      leadsSomewhere(entry, directory)
        ? explained(entry, reason, expected)
        : { name: tasks.includes(entry as Task) ? taskNames[entry as Task] : entry, where: [], reason, facts: [] },
    ),
  };
}

function leadsSomewhere(entry: string, directory: Directory): boolean {
  const slash = entry.indexOf("/");
  return slash > 0 && slash < entry.length - 1 && directory.provider(entry.slice(0, slash)) !== undefined;
}

function whereOf(
  routeId: string,
  directory: Directory,
  health: readonly RouteHealth[],
  now: number,
): readonly string[] {
  const provider = directory.provider(routeId.slice(0, routeId.indexOf("/")));
  const label = /#([^#]*)$/.exec(routeId)?.[1];
  const known = health.find((one) => one.routeId === routeId);
  return [
    provider?.name,
    label !== undefined && `key ${label}`,
    provider?.simulated === true ? "simulated" : provider?.local === true && "on this machine",
    known && stateText(known.state, now),
  ].filter((part) => typeof part === "string");
}

/** Left out of the facts is what the reason says already. */
function factsOf({ costUsd, firstTokenMs }: Expectation = {}, reason: string): readonly string[] {
  const price = priceWords(costUsd);
  const time = firstTokenMs === undefined ? undefined : about(timePhrase(firstTokenMs));
  return [
    ...(says(reason, price) ? [] : [price]),
    ...(time === undefined ? notUsed(reason) : says(reason, `first word in ${time}`) ? [] : [`first word in ${time}`]),
  ];
}

function priceWords(costUsd: number | undefined): string {
  if (costUsd === undefined) return "price unknown";
  return costUsd === 0 ? "free" : about(moneyPhrase(costUsd));
}

function notUsed(reason: string): readonly string[] {
  return says(reason, "not timed yet") ? [] : ["not used yet"];
}

/** A phrase such as `under 0.1 s` is as vague as it gets. */
function about(figure: string): string {
  return figure.startsWith("under") ? figure : `about ${figure}`;
}

/** Whether the words stand in the text, and not only as the beginning of a longer figure. */
function says(text: string, words: string): boolean {
  const at = text.indexOf(words);
  return at >= 0 && !/[\d.]/.test(text.charAt(at + words.length));
}
