import type { AnswerDetails, ChatMessage, ChatState, ContextChip, TraceStep } from "../../../src/protocol/chat.ts";
import { usageOf } from "../../support/call-records.ts";
import { hostileAnswer } from "./hostile-answer.ts";
import { explanation, halfATest } from "./model-answers.ts";
import { now } from "./now.ts";

const selection: ContextChip = { path: "src/orders/total.ts", lines: [12, 34], language: "typescript", tokens: 312 };

const succeeded: TraceStep = {
  routeId: "openai/gpt-5-mini",
  reason: "first healthy route of the chat chain",
  outcome: "succeeded",
  firstTokenMs: 412,
  durationMs: 3_870,
};

const overloaded: TraceStep = {
  routeId: "anthropic/claude-sonnet-4-5",
  reason: "first healthy route of the chat chain",
  outcome: "failed",
  failure: "Anthropic is overloaded just now (529).",
  failureClass: "overloaded",
  durationMs: 611,
};

const leftOut: AnswerDetails["leftOut"] = [{ entry: "groq/llama-4-scout", reason: "no key is stored for Groq" }];

const done: AnswerDetails = {
  trace: [succeeded],
  leftOut,
  usage: usageOf({ input: 1_482, cacheRead: 1_024, output: 391 }),
  cost: { kind: "known", usd: 0.00089, source: "list" },
  firstTokenMs: 412,
  durationMs: 3_870,
  simulated: false,
};

const failedOver: AnswerDetails = {
  ...done,
  trace: [overloaded, { ...succeeded, routeId: "openai/gpt-5-mini#work", reason: "next in the chain after a failure" }],
  usage: usageOf({ input: 1_900, output: 120, source: "estimated" }),
  cost: { kind: "unknown" },
  firstTokenMs: 1_141,
  durationMs: 4_481,
};

const brokeOff: TraceStep = {
  ...succeeded,
  routeId: "anthropic/claude-sonnet-4-5",
  outcome: "failed",
  failure: "The connection to Anthropic broke off in the middle of the answer.",
  failureClass: "truncated",
  durationMs: 2_210,
};

const continued: AnswerDetails = {
  ...done,
  task: "chat",
  trace: [brokeOff, { ...succeeded, reason: "next in the chain after a failure", role: "continuation" }],
};

const notNeeded: AnswerDetails = {
  ...done,
  task: "chat",
  trace: [
    { ...succeeded, firstTokenMs: 2_960 },
    {
      routeId: "mistral/mistral-large-latest",
      reason: "the other one is slow to begin",
      outcome: "cancelled",
      role: "hedge",
      durationMs: 540,
    },
  ],
};

const overtaken: AnswerDetails = {
  ...done,
  task: "chat",
  trace: [
    { routeId: "anthropic/claude-sonnet-4-5", reason: "first in your chain", outcome: "cancelled", durationMs: 3_100 },
    { ...succeeded, role: "hedge", reason: "the other one is slow to begin" },
  ],
};

const begun: AnswerDetails = { trace: [], leftOut: [], simulated: false };
const second: TraceStep = { routeId: "openai/gpt-5-mini", reason: "next in the chain", outcome: "running" };

type Answer = Extract<ChatMessage, { role: "assistant" }>;

function question(id: string, text: string, chips: readonly ContextChip[] = []): ChatMessage {
  return { role: "user", id, text, chips };
}

function answer(id: string, text: string, more: Partial<Answer> = {}): Answer {
  return { role: "assistant", id, text, reasoning: "", state: "done", details: done, ...more };
}

const empty: ChatState = {
  sessionId: "s1",
  title: "New chat",
  messages: [],
  sessions: [
    { id: "s1", title: "What could go wrong in this function?", updatedAt: now - 40_000 },
    { id: "s2", title: "Explain parse.ts, lines 4 to 88", updatedAt: now - 3 * 3_600_000 },
    {
      id: "s3",
      title: "Why does the site's build take four minutes on a fast machine?",
      updatedAt: now - 9 * 86_400_000,
    },
  ],
  running: false,
  route: {
    label: "gpt-5-mini",
    routeId: "openai/gpt-5-mini",
    pinned: false,
    degraded: false,
    simulated: false,
    reason: "first healthy route of the chat chain",
  },
  unconfigured: false,
  drills: [],
};

function talk(...messages: readonly ChatMessage[]): ChatState {
  return { ...empty, title: "What could go wrong in this function?", messages };
}

function growing(text: string, details: AnswerDetails): ChatState {
  const asked = question("q1", "Write a test for the selection", [selection]);
  return { ...talk(asked, answer("a1", text, { state: "running", details })), running: true };
}

/** Every state of the chat view that a person may meet. */
export const chatStates = {
  welcome: { ...empty, selection },
  unconfigured: {
    ...empty,
    sessions: [],
    unconfigured: true,
    route: { pinned: false, degraded: false, simulated: false, reason: "nothing is connected" },
  },
  answered: {
    ...talk(
      question("q1", "What could go wrong in this function?", [selection]),
      answer("a1", explanation, { reasoning: "The function reduces without a first value. Check rounding too." }),
    ),
    selection,
  },
  "failed-over": {
    ...talk(
      question("q1", "Is this safe to call twice?"),
      answer("a1", "Yes. It reads its arguments and changes nothing outside.", { details: failedOver }),
    ),
    route: { ...empty.route, degraded: true, reason: "claude-sonnet-4-5 is tripped" },
  },
  running: growing("", { ...begun, trace: [overloaded, second] }),
  waiting: growing("", {
    ...begun,
    trace: [overloaded],
    waiting: {
      routeId: "anthropic/claude-sonnet-4-5",
      reason: "Anthropic is overloaded just now (529).",
      waitMs: 4_000,
    },
  }),
  streaming: growing(halfATest, { ...begun, trace: [overloaded, second] }),
  racing: growing("", {
    ...begun,
    trace: [
      { ...second, routeId: "anthropic/claude-sonnet-4-5" },
      { ...second, role: "hedge" },
    ],
  }),
  continued: talk(
    question("q1", "What could go wrong in this function?", [selection]),
    answer("a1", explanation, { details: continued }),
  ),
  hedged: talk(
    question("q1", "Is this safe to call twice?"),
    answer("a1", "Yes. It reads its arguments and changes nothing outside.", { details: overtaken }),
    question("q2", "And from two threads at once?"),
    answer("a2", "Yes, for the same reason.", { details: notNeeded }),
  ),
  drill: {
    ...talk(
      question("q1", "Is this safe to call twice?"),
      answer("a1", "Yes. It reads its arguments and changes nothing outside.", {
        details: {
          ...failedOver,
          trace: [
            {
              ...overloaded,
              role: "drill",
              failure: "Fire drill: The model has no capacity just now.",
              durationMs: 2,
            },
            { ...succeeded, reason: "next in the chain after a failure" },
          ],
        },
      }),
    ),
    route: { ...empty.route, degraded: true, reason: "claude-sonnet-4-5 is cooling for 43 s more: overloaded" },
    drills: [{ routeId: "anthropic/claude-sonnet-4-5", fault: "overloaded", until: now + 42_400 }],
  },
  endings: talk(
    question("q1", "First"),
    answer("a1", "It begins with", {
      state: "stopped",
      details: { ...done, trace: [{ ...succeeded, outcome: "cancelled" }] },
    }),
    question("q2", "Second"),
    answer("a2", "The list of everything there is", { state: "length" }),
    question("q3", "Third"),
    answer("a3", "The first half of", {
      state: "interrupted",
      problem: { message: "The connection to OpenAI broke off. What came is kept.", action: "retry" },
    }),
  ),
  failed: talk(
    question("q1", "Is this safe to call twice?"),
    answer("a1", "", {
      state: "failed",
      problem: { message: "OpenAI did not accept the key: incorrect API key provided.", action: "addKey" },
      details: {
        ...begun,
        trace: [{ ...overloaded, routeId: "openai/gpt-5-mini", failure: "Incorrect API key provided (401)." }],
        leftOut,
      },
    }),
  ),
  simulated: {
    ...talk(
      question("q1", "Explain the selected code", [selection]),
      answer("a1", "A simulated explanation of `total`.", {
        details: { ...done, simulated: true, cost: { kind: "known", usd: 0, source: "free" } },
      }),
    ),
    route: { ...empty.route, label: "sim-gpt", routeId: "sim-openai/sim-gpt", pinned: true, simulated: true },
  },
  hostile: talk(question("q1", "<b>Hello</b>"), answer("a1", hostileAnswer)),
  long: talk(
    ...Array.from({ length: 60 }, (_, at) =>
      at % 2 === 0 ? question(`m${at}`, `Question ${at / 2 + 1}`) : answer(`m${at}`, explanation),
    ),
  ),
} as const satisfies Readonly<Record<string, ChatState>>;
