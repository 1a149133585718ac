import type { Failure, Result } from "../spec/failure.ts";
import type { ModelInfo, Provider } from "../spec/provider.ts";
import { explain } from "./explain.ts";
import type { ErrorReport } from "./http/error-report.ts";
import { CANCELLED } from "./http/to-failure.ts";
import { openWire } from "./http/wire.ts";
import type { Wire, WireOptions } from "./http/wire.ts";

/** Words in the names of models of other trades. */
const OTHER_TRADES: readonly RegExp[] = [
  /embed|rerank|moderation|guard/i,
  /whisper|\btts\b|audio|voice|voxtral|speech|transcri|realtime|\blive\b/i,
  /dall-e|image|imagen|\bveo\b|sora|lyria|\bocr\b/i,
  /computer-use|robotics/i,
];

/** Whether a model could answer a chat or fill a gap, going by its name. */
export function isTextModel(id: string): boolean {
  return !OTHER_TRADES.some((words) => words.test(id));
}

/**
 * Reads a provider's listing through `read`, once each, with what is bundled about a model filled in where the
 * provider said nothing (most list bare ids).
 */
export async function readListing(
  provider: Provider,
  way: { readonly wire: WireOptions; readonly failureOf: (report: ErrorReport) => Failure },
  read: (wire: Wire) => Promise<readonly ModelInfo[]>,
  signal: AbortSignal,
): Promise<Result<readonly ModelInfo[]>> {
  const wire = openWire(way.wire, signal);
  try {
    signal.throwIfAborted();
    const listed = await read(wire);
    const known = new Map(provider.models.map((model) => [model.id, model]));
    const models = new Map(listed.map((model) => [model.id, { ...known.get(model.id), ...model }]));
    return { ok: true, value: [...models.values()] };
  } catch (error) {
    const failure = signal.aborted ? CANCELLED : explain(error, wire.seen, way.failureOf, false);
    return { ok: false, failure };
  }
}
