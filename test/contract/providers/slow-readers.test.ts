import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { Dialect } from "../../../src/spec/provider.ts";
import type { ModelRequest } from "../../../src/spec/request.ts";
import { testProvider } from "../../support/test-providers.ts";

const CHAT: ModelRequest = { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: "Hello?" }] }] };

const EVENTS: Readonly<Record<Dialect, string>> = {
  "openai-chat": 'data: {"choices":[{"index":0,"delta":{"content":"word "}}]}\n\n',
  "anthropic-messages":
    'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word "}}\n\n',
  gemini: 'data: {"candidates":[{"content":{"parts":[{"text":"word "}]}}]}\n\n',
};

/** An answer without an end, and how many of its pieces were taken. */
function endlessAnswer(event: string): { readonly fetch: typeof fetch; readonly taken: () => number } {
  const bytes = new TextEncoder().encode(event);
  let taken = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await wait(0);
        taken += 1;
        controller.enqueue(bytes);
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { headers: { "content-type": "text/event-stream" } });
  return { fetch: async () => response, taken: () => taken };
}

describe("a reader who stops in the middle of an answer", () => {
  for (const dialect of Object.keys(EVENTS) as readonly Dialect[]) {
    it(`stops the provider's in ${dialect} too, so that no memory fills`, async () => {
      const answer = endlessAnswer(EVENTS[dialect]);
      const client = createProviderClient({ provider: testProvider(dialect), key: "k", fetch: answer.fetch });
      const parts = client.stream(CHAT, "m", new AbortController().signal)[Symbol.asyncIterator]();
      for (let read = 0; read < 3; read += 1) await parts.next();
      await wait(100);
      const taken = answer.taken();
      await wait(100);
      assert.equal(answer.taken(), taken);
      assert.ok(taken < 20, `${taken} pieces`);
      await parts.return?.();
    });
  }
});
