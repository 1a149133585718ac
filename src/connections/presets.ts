import type { Policy } from "../router/types.ts";
import type { Task } from "../spec/task.ts";
import type { SettingProblem } from "./problem.ts";

/** What a preset decides of a policy. The user's own `switchyard.policies` win over it. */
export type PresetPolicy = Pick<Policy, "objective" | "breadth" | "localFirst" | "hedge">;

/** A way to choose among routes, for those who do not want to say it task by task. */
interface Preset {
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly policies: Readonly<Record<Task, PresetPolicy>>;
}

function alike(policy: PresetPolicy): Preset["policies"] {
  return { completion: policy, chat: policy, explain: policy, embedding: policy };
}

/** Every preset, in the order in which they are offered; the first is what a new user gets. */
export const presets = {
  ordered: {
    title: "As ordered",
    description: "Routes are tried in the order in which you wrote them or connected their providers.",
    policies: alike({}),
  },
  balanced: {
    title: "Balanced",
    description:
      "Ghost text goes where it is fastest; chat and explanations go where price and speed together are best.",
    policies: {
      completion: { objective: "fastest" },
      chat: { objective: "balanced" },
      explain: { objective: "balanced" },
      embedding: {},
    },
  },
  quality: {
    title: "Quality",
    description:
      "Each provider's leading model in your order, with a second one started beside it when it is slow to begin, within a small budget of its own.",
    policies: alike({ objective: "ordered", breadth: "first", hedge: "always" }),
  },
  cheapest: {
    title: "Cheapest",
    description: "Whatever is expected to cost least, among all models that suit the task where you wrote no chain.",
    // A second answer beside a slow one is paid for too.
    policies: alike({ objective: "cheapest", breadth: "all", hedge: "never" }),
  },
  local: {
    title: "Local first",
    description: "Models on this machine come first, and others only when none of them can answer.",
    // Local models are often slow to begin: that is no reason to send the prompt away.
    policies: alike({ objective: "ordered", localFirst: true, hedge: "never" }),
  },
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;

/** Decodes `switchyard.preset`; what is not one counts as `ordered` and is reported. */
export function decodePreset(value: unknown): { readonly preset: PresetName; readonly problem?: SettingProblem } {
  if (typeof value === "string" && isPreset(value)) return { preset: value };
  const names = Object.keys(presets);
  const message = `a preset is ${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
  return { preset: "ordered", problem: { setting: "switchyard.preset", message } };
}

/** What a preset decides for a task. */
export function presetPolicy(preset: PresetName, task: Task): PresetPolicy {
  return presets[preset].policies[task];
}

function isPreset(value: string): value is PresetName {
  return Object.hasOwn(presets, value);
}
