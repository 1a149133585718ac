import type { Page } from "playwright-core";
import type { DashboardPage, DashboardStart, DashboardSurface } from "../../../../src/protocol/dashboard/surface.ts";
import type { Answer, Argument, CallName } from "../../../../src/protocol/rpc.ts";
import { now } from "../now.ts";
import type { StagedCall } from "../fake-host.ts";

/** What the fake host answers to each call. A call that is not staged is answered with null. */
export type DashboardAnswers = {
  readonly [C in CallName<DashboardSurface>]?:
    | StagedCall<Argument<DashboardSurface, C>, Answer<DashboardSurface, C>>
    | undefined;
};

/**
 * A page of the dashboard in one of its states. Each page's file `<page>-states.ts` exports a record of them, `states`:
 *
 *     export const states: DashboardStates = {
 *       used: { answers: { prices: { value: pricesView } }, everywhere: true },
 *       failed: { answers: { prices: { refused: "The list cannot be read." } } },
 *       waiting: { answers: { prices: { pending: true } } },
 *       chosen: { answers: { series: { cases: [{ when: { split: "model" }, value: byModel }], value: whole } } },
 *     };
 */
export interface DashboardState {
  /** What differs from `startOf`. */
  readonly start?: Partial<DashboardStart>;
  /** Not a call was made so far. */
  readonly unused?: boolean;
  readonly answers: DashboardAnswers;
  /** What the page kept from before, such as `{ period: "week" }`. */
  readonly memory?: {
    readonly period?: string;
    readonly grain?: string;
    readonly scope?: object;
    readonly left?: Readonly<Record<string, string>>;
  };
  /** Taken in every theme at 800 pixels, and in light and dark at 320 and 1600 and in light at 480 too; otherwise in dark at 800 alone. */
  readonly everywhere?: boolean;
  /** Brings the page into the state to be taken. Returns what went wrong. */
  readonly act?: (page: Page) => Promise<readonly string[]>;
}

export type DashboardStates = Readonly<Record<string, DashboardState>>;

/** A page's beginning where all is well and a month was used. */
export function startOf(page: DashboardPage, more: Partial<DashboardStart> = {}): DashboardStart {
  return {
    place: { page },
    status: { kind: "disk" },
    simulator: false,
    unconfigured: false,
    offline: false,
    oldestAt: now - 40 * 86_400_000,
    names: {
      providers: ["anthropic", "openai", "mistral", "ollama"],
      models: ["claude-sonnet-4-5", "gpt-5-mini", "codestral-latest", "qwen2.5-coder:1.5b"],
      routes: [
        "anthropic/claude-sonnet-4-5",
        "openai/gpt-5-mini#work",
        "mistral/codestral-latest",
        "ollama/qwen2.5-coder:1.5b",
      ],
      tasks: ["completion", "chat", "explain", "embedding"],
      clients: ["editor", "claude-code", "codex", "openai-js", "gateway", "nightly-report"],
      workspaces: ["switchyard", "orders-service"],
      experiments: ["terse-prompts"],
    },
    providerNames: { anthropic: "Anthropic", openai: "OpenAI", mistral: "Mistral", ollama: "Ollama" },
    clientNames: {
      editor: "Editor",
      gateway: "Unnamed program",
      "claude-code": "Claude Code",
      codex: "Codex CLI",
      "openai-js": "OpenAI SDK, JavaScript",
    },
    credentialNames: { k1: "Anthropic", k2: "OpenAI, work", k3: "Mistral", k4: "Ollama" },
    ...more,
  };
}
