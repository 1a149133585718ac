import { defaultDeadlines } from "../../../../src/router/attempt/default-deadlines.ts";
import { createRouter } from "../../../../src/router/router.ts";
import type { CallQuery, Directory, Prices, Router, Transport } from "../../../../src/router/types.ts";
import type { AttemptRecord, CallRecord } from "../../../../src/spec/call.ts";
import type { Credential, Provider, Route } from "../../../../src/spec/provider.ts";
import type { ModelRequest } from "../../../../src/spec/request.ts";
import { answerTextOf } from "../answer-text.ts";
import type { Caller, Contestant, Ending, World } from "../contestant.ts";
import { chains, costOf, type ModelId, models, providerIds } from "../models.ts";
import type { SimCall } from "../workload.ts";

/** Told of every call of the router that did not give its answer, to find out why. */
export type Examine = (call: SimCall, record: CallRecord) => void;

/** Switchyard's own router, one for each person, as in their editors: nobody learns from another one's failures. */
export function switchyard(examine: Examine = () => {}): Contestant {
  return {
    name: "Switchyard",
    open: (world) => {
      const desks = Array.from({ length: world.people }, (_, person) => createDesk(world, `p${person}`, examine));
      return (call, signal, spoke) => (desks[call.person] ?? noDesk)(call, signal, spoke);
    },
  };
}

/** One router for all people, as behind a gateway that they share. */
export function switchyardShared(examine: Examine = () => {}): Contestant {
  return { name: "Switchyard, one for all", open: (world) => createDesk(world, "all", examine) };
}

const noDesk: Caller = () => Promise.reject(new Error("Nobody sits there."));

function createDesk(world: World, name: string, examine: Examine): Caller {
  const calls = new Map<string, SimCall>();
  const router = routerOf(world, name, calls);
  return async (call, signal, spoke) => {
    calls.set(call.id, call);
    try {
      return await follow(router, call, signal, spoke, examine);
    } finally {
      calls.delete(call.id);
    }
  };
}

async function follow(
  router: Router,
  call: SimCall,
  signal: AbortSignal,
  spoke: () => void,
  examine: Examine,
): Promise<Ending> {
  let text = "";
  for await (const event of router.call(queryOf(call), signal)) {
    if (event.type === "text") {
      text += event.text;
      spoke();
    }
    if (event.type !== "end") continue;
    const { record } = event;
    const isWhole = text === answerTextOf(call);
    if (record.outcome === "succeeded" && isWhole) return { kind: "whole", parts: partsOf(record) };
    examine(call, record);
    if (record.outcome === "succeeded") return { kind: "silently-cut" };
    return { kind: "failed", why: event.failure?.class ?? record.outcome };
  }
  throw new Error("A call ends with its end.");
}

/** Everything the router is built from; a new port of the router gets its stand-in here. */
function routerOf({ clock, luck, upstreams }: World, name: string, calls: ReadonlyMap<string, SimCall>): Router {
  let id = 0;
  const transport: Transport = (route, request, signal) => {
    const call = calls.get(callIdOf(request));
    if (!call) throw new Error("The router sent a request that nobody made.");
    return upstreams.ask(call, `${route.provider}/${route.model}` as ModelId, signal, shownIn(request));
  };
  const ports = {
    clock,
    random: luck,
    newId: () => `${name}-${(id += 1)}`,
    directory,
    policy: (task: SimCall["task"]) => ({ enabled: true, chain: chains[task], deadlines: defaultDeadlines[task] }),
    transport,
    prices,
    observer: { callChanged: () => {}, callEnded: () => {}, healthChanged: () => {} },
    reportBug(error: unknown) {
      throw error;
    },
  };
  return createRouter(ports);
}

function queryOf(call: SimCall): CallQuery {
  return { task: call.task, client: "editor", promptTokens: call.promptTokens, request: requestOf(call) };
}

/** The request carries the call's id as its text, so that the simulated providers know what they are asked. */
function requestOf({ id, task }: SimCall): ModelRequest {
  if (task !== "completion")
    return { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: id }] }] };
  return { kind: "fill", prefix: "", suffix: "", language: "typescript", path: id, maxOutputTokens: 256 };
}

function callIdOf(request: ModelRequest): string {
  if (request.kind === "fill") return request.path;
  if (request.kind === "embed") return "";
  const [first] = request.messages.flatMap(({ content }) => content);
  return first?.type === "text" ? first.text : "";
}

/** What a request that goes on with an answer says was shown of it. */
function shownIn(request: ModelRequest): string {
  if (request.kind === "fill") return request.prefix;
  if (request.kind === "embed") return "";
  const last = request.messages.findLast(({ role }) => role === "assistant");
  return last?.content.map((part) => (part.type === "text" ? part.text : "")).join("") ?? "";
}

function partsOf({ attempts }: CallRecord): number {
  return attempts.some(({ role, outcome }) => role === "continuation" && outcome === "succeeded") ? 2 : 1;
}

const prices: Prices = {
  estimate: (route, { input, output }) => costOf(models[modelIdOf(route)], input, output),
  costOf: (attempt: AttemptRecord) =>
    attempt.usage
      ? {
          kind: "known",
          usd: costOf(models[modelIdOf(attempt)], attempt.usage.input, attempt.usage.output),
          source: "list",
        }
      : { kind: "unknown" },
};

function modelIdOf({ provider, model }: Pick<Route, "provider" | "model">): ModelId {
  return `${provider}/${model}` as ModelId;
}

const directory: Directory = directoryOf();

function directoryOf(): Directory {
  const providers = providerIds.map((id): Provider => ({
    id,
    name: id,
    dialect: "openai-chat",
    baseUrl: `https://${id}.example/v1`,
    needsKey: true,
    local: false,
    simulated: false,
    models: Object.values(models)
      .filter(({ provider }) => provider === id)
      .map((model) => ({ id: model.id.slice(id.length + 1), contextWindow: 200_000 })),
  }));
  const credentials = providers.map(({ id }): Credential => ({
    id: `key-${id}`,
    providerId: id,
    label: "default",
    hasKey: true,
  }));
  return {
    credentials: () => credentials,
    provider: (id) => providers.find((one) => one.id === id),
    model: (id, model) => providers.find((one) => one.id === id)?.models.find((one) => one.id === model),
  };
}
