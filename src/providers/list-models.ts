import type { Failure, Result } from "../spec/failure.ts";
import type { ModelInfo, Provider } from "../spec/provider.ts";
import { explain } from "./explain.ts";
import type { ErrorReport } from "./http/error-report.ts";
import { CANCELLED } from "./http/to-failure.ts";
import { openWire } from "./http/wire.ts";
import type { Wire, WireOptions } from "./http/wire.ts";

/** Models of other trades: embeddings, speech, pictures, video, moderation, reading of scans, ranking. */
const NOT_FOR_TEXT =
  /embed|whisper|\btts\b|audio|voice|speech|transcri|realtime|\blive\b|dall-e|image|imagen|\bveo\b|sora|lyria|moderation|guard|rerank|\bocr\b|voxtral|computer-use|robotics/i;

/** Whether a model could answer a chat or fill a gap, going by its name. */
export function isTextModel(id: string): boolean {
  return !NOT_FOR_TEXT.test(id);
}

/**
 * Reads a provider's listing through `read`, once each, with what is bundled about a model filled in where the
 * provider said nothing (most list bare ids).
 */
export async function readListing(
  provider: Provider,
  way: { readonly wire: WireOptions; readonly failureOf: (report: ErrorReport) => Failure },
  signal: AbortSignal,
  read: (wire: Wire) => Promise<readonly ModelInfo[]>,
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
