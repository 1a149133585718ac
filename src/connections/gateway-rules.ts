import * as v from "valibot";
import type { ModelName } from "../spec/gateway.ts";
import { objectives } from "../spec/objective.ts";
import { tasks } from "../spec/task.ts";
import { decodeListSetting } from "./list-setting.ts";
import { decodeSetting, type SettingProblem } from "./problem.ts";

/** What the user's own chains go by: `switchyard/chat`, `switchyard/chat:cheapest`. */
const own = /^switchyard\/([^:]*)(?::(.*))?$/;

const taskName = v.picklist(tasks, `a task is ${tasks.slice(0, -1).join(", ")} or ${tasks.at(-1)}`);
const objectiveName = v.picklist(objectives, "an objective is ordered, cheapest, fastest or balanced");
const route = v.pipe(
  v.string("a route is text, as provider/model"),
  v.trim(),
  v.regex(/^[^/\s]+\/\S/, (issue) => `${issue.received} is not a route; write it as provider/model`),
  v.check((text) => !own.test(text), "switchyard/… is a chain and cannot be part of another one"),
);
const routes = v.pipe(v.array(route, "a chain is a list of routes"), v.minLength(1, "a chain has a route at least"));
const meaning = v.pipe(
  v.strictObject(
    { chain: v.optional(routes), task: v.optional(taskName), objective: v.optional(objectiveName) },
    (issue) =>
      issue.expected === "never"
        ? `${issue.received} is nothing that a model's name has`
        : 'a route such as "openai/gpt-5", "switchyard/chat", a list of routes, or an object with chain, task or objective is wanted',
  ),
  v.check((said) => Object.keys(said).length > 0, "chain, task or objective is wanted"),
);

/**
 * Decodes `switchyard.gateway.models`. A name that is malformed is reported and left out; the others hold, so that one slip
 * does not send every tool elsewhere.
 */
export function decodeGatewayModels(value: unknown): {
  readonly models: readonly ModelName[];
  readonly problem?: SettingProblem;
} {
  const table = decodeSetting("gateway.models", v.record(v.string(), v.unknown(), "a table of names is wanted"), value);
  if ("problem" in table) return { models: [], problem: table.problem };
  const models: ModelName[] = [];
  let problem: SettingProblem | undefined;
  for (const [name, said] of Object.entries(table.value)) {
    const decoded = v.safeParse(v.pipe(v.unknown(), v.transform(asMeaning), meaning), said);
    if (decoded.success) {
      models.push({ name, ...stated(decoded.output) });
      continue;
    }
    const [issue] = decoded.issues;
    const where = [name, v.getDotPath(issue)].filter((part) => part !== null).join(".");
    problem ??= { setting: "switchyard.gateway.models", message: `at "${where}": ${issue.message}` };
  }
  return { models, ...(problem && { problem }) };
}

/** The short ways of writing it, written out. What is none of them is left to be refused. */
function asMeaning(said: unknown): unknown {
  if (Array.isArray(said)) return { chain: said };
  if (typeof said !== "string") return said;
  const [isOwn, task, objective] = own.exec(said.trim()) ?? [];
  return isOwn === undefined ? { chain: [said] } : { task, ...(objective !== undefined && { objective }) };
}

function stated({ chain, task, objective }: v.InferOutput<typeof meaning>): Omit<ModelName, "name"> {
  return { ...(chain && { chain }), ...(task && { task }), ...(objective && { objective }) };
}

const webOrigin = v.pipe(
  v.string("an origin is text"),
  v.trim(),
  v.check((text) => text !== "*", "every page of the web could spend your money: name those that may"),
  v.check(
    (text) => /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@]+\/?$/i.test(text) && URL.canParse(text),
    "an origin is written as https://host or http://host:port",
  ),
  // As browsers write it: lower case, and no port where it is the usual one.
  v.transform((text) => (/^https?:/i.test(text) ? new URL(text).origin : text.toLowerCase().replace(/\/$/, ""))),
);

/** Decodes `switchyard.gateway.origins`, each entry by itself. */
export function decodeGatewayOrigins(value: unknown): {
  readonly origins: readonly string[];
  readonly problem?: SettingProblem;
} {
  const { entries, problem } = decodeListSetting("gateway.origins", "a list of origins", webOrigin, value);
  return { origins: [...new Set(entries)], ...(problem && { problem }) };
}
