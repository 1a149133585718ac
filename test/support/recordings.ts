import assert from "node:assert/strict";
import { createProviderClient } from "../../src/providers/client.ts";
import type { Dialect, FillEndpoint } from "../../src/spec/provider.ts";
import type { ModelRequest } from "../../src/spec/request.ts";
import type { StreamPart } from "../../src/spec/stream.ts";
import type { Usage } from "../../src/spec/usage.ts";
import { usageOf } from "./call-records.ts";
import { collect, everyCut, play, readRecording, reframed, singleBytes } from "./recorded-stream.ts";
import { testProvider } from "./test-providers.ts";

/** A recorded stream, and the parts that it must give, with pieces of one kind joined. */
export interface Recording {
  readonly name: string;
  readonly says: string;
  readonly request?: ModelRequest;
  readonly fill?: FillEndpoint;
  readonly parts: readonly StreamPart[];
}

const CHAT: ModelRequest = {
  kind: "chat",
  messages: [{ role: "user", content: [{ type: "text", text: "Hello?" }] }],
};

export const START: StreamPart = { type: "start" };

/** How a stream ends that lacks its terminator. */
export const CUT: StreamPart = {
  type: "failure",
  failure: { class: "truncated", scope: "model", message: "The answer was cut off before its end." },
};

/** Usage that was reported with these figures, and none of the others. */
export function usage(figures: Partial<Usage>): StreamPart {
  return { type: "usage", usage: usageOf(figures) };
}

/**
 * Plays each recording through the dialect's real SDK: cut in two at every byte, byte by byte, and framed as others
 * do.
 */
export function describeRecordings(dialect: Dialect, recordings: readonly Recording[]): void {
  for (const recording of recordings) {
    const bytes = readRecording(recording.name);

    it(`${recording.name}: ${recording.says}, cut at every byte`, async () => {
      for (const pieces of everyCut(bytes)) {
        const parts = await playback(dialect, recording, pieces);
        assert.deepEqual(parts, recording.parts, `cut after ${pieces[0]?.length} of ${bytes.length} bytes`);
      }
    }).timeout(60_000);

    it(`${recording.name}: the same, however its lines end and whatever stands between`, async () => {
      for (const other of reframed(bytes)) {
        assert.deepEqual(await playback(dialect, recording, [other]), recording.parts);
        assert.deepEqual(await playback(dialect, recording, singleBytes(other)), recording.parts);
      }
    });
  }
}

function playback(
  dialect: Dialect,
  recording: Recording,
  pieces: readonly Uint8Array[],
): Promise<readonly StreamPart[]> {
  const provider = testProvider(dialect, recording.fill ? { fill: recording.fill } : {});
  const client = createProviderClient({ provider, key: "secret-key", fetch: play(pieces).fetch });
  return collect(client.stream(recording.request ?? CHAT, "some-model", new AbortController().signal));
}
