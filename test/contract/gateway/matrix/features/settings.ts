import assert from "node:assert/strict";
import type { Feature, Outcome, Pair } from "../feature.ts";
import { asks, comesAs, says } from "./conversation.ts";

const SCHEMA = {
  type: "object",
  properties: { city: { type: "string" }, people: { type: "integer" } },
  required: ["city", "people"],
  additionalProperties: false,
};

/** What only the client's own format can say: a clear error elsewhere. */
const onlySame = ({ isSame }: Pair): Outcome => (isSame ? { is: "works" } : { is: "error", kind: "capability" });

const leftOutAt =
  (upstream: string, name: string) =>
  (pair: Pair): Outcome =>
    pair.upstream.name === upstream && !pair.isSame ? { is: "left-out", name } : { is: "works" };

/** How the answer is to be made. */
export const settings: readonly Feature[] = [
  {
    name: "structured output",
    wish: asks("Where?", { schema: SCHEMA }),
    reply: says('{"city":"Köln","people":1087000}'),
    arrives({ schema }) {
      const said = JSON.stringify(schema) ?? "";
      assert.match(said, /"city":\{"type":"string"\}/i);
      assert.match(said, /"required":\["city","people"\]/);
    },
    comes({ text, parsed }) {
      assert.deepEqual(JSON.parse(text), { city: "Köln", people: 1_087_000 });
      if (parsed !== undefined) assert.deepEqual(parsed, { city: "Köln", people: 1_087_000 });
    },
  },
  {
    name: "stop sequences",
    needs: ["stop"],
    wish: asks("Count.", { stop: ["four", "END"] }),
    reply: says("one, two, three, "),
    arrives: ({ stop }) => assert.deepEqual(stop, ["four", "END"]),
    comes: comesAs("one, two, three, "),
  },
  {
    name: "temperature",
    needs: ["temperature"],
    wish: asks("Hello?", { temperature: 0.25 }),
    reply: says("Hi."),
    arrives: ({ temperature }) => assert.equal(temperature, 0.25),
    comes: comesAs("Hi."),
  },
  {
    name: "top_p",
    needs: ["temperature"],
    wish: asks("Hello?", { topP: 0.75 }),
    reply: says("Hi."),
    arrives: ({ topP }) => assert.equal(topP, 0.75),
    comes: comesAs("Hi."),
  },
  {
    name: "seed",
    needs: ["seed"],
    wish: asks("Hello?", { seed: 7 }),
    reply: says("Hi."),
    outcome: leftOutAt("anthropic", "seed"),
    arrives: ({ seed }, { upstream }) => assert.equal(seed, upstream.name === "anthropic" ? undefined : 7),
    comes: comesAs("Hi."),
  },
  {
    name: "most tokens, and an answer cut there",
    wish: asks("Count.", { maxTokens: 60 }),
    reply: says("one, two,", { finish: "length" }),
    arrives: ({ maxTokens }) => assert.equal(maxTokens, 60),
    comes: ({ text, finish }) => assert.deepEqual([text, finish], ["one, two,", "length"]),
  },
  {
    name: "logprobs",
    needs: ["logprobs"],
    wish: asks("Hello?", { logprobs: true }),
    reply: says("Hi", { logprobs: true }),
    outcome: onlySame,
    arrives: ({ logprobs }) => assert.equal(logprobs, true),
    comes: ({ text, logprobs }) => assert.deepEqual([text, logprobs], ["Hi", true]),
  },
  {
    name: "n=2",
    needs: ["copies"],
    wish: asks("Hello?", { copies: 2 }),
    reply: says("Hi.", { copies: 2 }),
    outcome: onlySame,
    arrives: ({ copies }) => assert.equal(copies, 2),
    comes: ({ copies }) => assert.equal(copies, 2),
  },
];
