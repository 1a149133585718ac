import { strict as assert } from "node:assert";
import fc from "fast-check";
import { ask, jsonOf, type Answered } from "../../../support/gateway-client.ts";
import { entrances, type Entrance } from "../../../support/gateway-entrances.ts";
import { fuzzLimitMs, fuzzSettings, startFuzzStand, type FuzzStand } from "../../../support/gateway-fuzz.ts";

/** Addresses that take a request and ask no model. */
const counts: readonly Entrance[] = entrances
  .filter(({ name }) => name === "messages" || name === "gemini")
  .map((entrance) => ({
    ...entrance,
    streams: false,
    path: (model) =>
      entrance.name === "gemini"
        ? `/v1beta/models/${model.replace("/", "%2F")}:countTokens`
        : "/v1/messages/count_tokens",
  }));
const all = [...entrances, ...counts];

/** A whole request's JSON text with one of its values, or a name, put otherwise. */
interface Change {
  /** Which value, counted over the whole request. */
  readonly place: number;
  readonly how: "value" | "remove" | "twice" | "name" | "wrap" | "add";
  /** JSON text. */
  readonly value: string;
  readonly name: string;
}

const long = "x".repeat(200_000);
const deep = (levels: number, open: string, close: string): string => open.repeat(levels) + "1" + close.repeat(levels);

/** JSON that is valid and that nobody expects. */
const oddValue = fc.oneof(
  fc.constantFrom(
    "null",
    "true",
    "0",
    "-1",
    "-0",
    "1e308",
    "1e999",
    "9007199254740993",
    "0.1",
    "[]",
    "{}",
    '""',
    '"auto"',
  ),
  fc.constantFrom(
    '"\\ud800"',
    '"\\udc00x"',
    '"\\u0000"',
    '"\\u2028"',
    '"NaN"',
    "[[]]",
    "[null]",
    '[{"type":"?"}]',
    '[""]',
  ),
  fc.constantFrom(
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"type":"__proto__"}',
  ),
  fc.constantFrom('"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '{"toJSON":1}', '{"then":1}'),
  fc.constantFrom(JSON.stringify(long), deep(50, "[", "]"), deep(3000, '{"a":', "}"), deep(20_000, "[", "]")),
  fc.constantFrom(
    '{"type":"text"}',
    '{"type":"image","source":{}}',
    '{"type":"tool_use"}',
    '{"functionCall":{}}',
    '{"$ref":"#"}',
  ),
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: "binary", maxLength: 50 }).map((text) => JSON.stringify(text)),
);
const oddName = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "",
  "stream",
  "model",
  "type",
  "role",
  "\u{1f600}",
  "a".repeat(5000),
);
const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(200),
  how: fc.constantFrom("value", "value", "value", "remove", "twice", "name", "wrap", "add"),
  value: oddValue,
  name: oddName,
});

/** Writes JSON with changes, as text, since some of them no object can hold. */
function mutated(value: unknown, changes: readonly Change[]): string {
  let count = 0;
  const write = (part: unknown): string => {
    const mine = changes.find(({ place }) => place === count);
    count += 1;
    const { how, value: odd, name = "" } = mine ?? {};
    if (mine && how === "value") return mine.value;
    if (Array.isArray(part)) {
      const items = (part as readonly unknown[]).map(write);
      if (how === "add") items.push(odd ?? "");
      return `[${(how === "twice" ? [...items, ...items] : how === "remove" ? items.slice(1) : items).join(",")}]`;
    }
    if (typeof part === "object" && part !== null) {
      const pairs = Object.entries(part).map(([key, inside]) => `${JSON.stringify(key)}:${write(inside)}`);
      if (how === "add" || how === "twice") pairs.push(`${JSON.stringify(name)}:${odd}`);
      if (how === "remove") pairs.splice((mine?.place ?? 0) % Math.max(1, pairs.length), 1);
      if (how === "name") pairs.splice(0, 1, `${JSON.stringify(name)}:${odd}`);
      return `{${pairs.join(",")}}`;
    }
    return how === "wrap" ? `[${JSON.stringify(part)}]` : JSON.stringify(part);
  };
  // Places are drawn from a range of their own; they fall on a value of this request.
  const size = sizeOf(value);
  const placed = changes.map((one) => ({ ...one, place: one.place % size }));
  changes = placed;
  return write(value);
}

function sizeOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inside) => sum + sizeOf(inside), 1);
}

describe("requests that nobody should send", () => {
  let fuzz: FuzzStand;
  before(async () => {
    fuzz = await startFuzzStand();
  });
  after(() => fuzz.close());

  /** Answered, or refused with a status of the caller's own fault in the words of its format; nothing else. */
  function judge(entrance: Entrance, answered: Answered): void {
    const { status, text, end, headers } = answered;
    assert.deepEqual(fuzz.stand.bugs, []);
    assert.equal(end, "whole", `${entrance.name} ${end} with ${status}: ${text.slice(0, 500)}`);
    assert.ok(!text.includes(fuzz.stand.token) && !text.includes("key-of-"), "a secret in the answer");
    assert.ok(JSON.stringify(headers).length < 8000, "headers that many a client would refuse");
    if (status !== 200) {
      assert.ok(status >= 400 && status < 500, `${status}: ${text.slice(0, 500)}`);
      assert.ok(entrance.isProblem(jsonOf(answered)), text.slice(0, 500));
      assert.ok(text.length < 10_000, "an error that repeats the request");
    } else if (headers["content-type"]?.startsWith("text/event-stream") === true) {
      assert.equal(entrance.endingOf(text), "whole", text.slice(-500));
    } else assert.notEqual(jsonOf(answered), undefined);
  }

  for (const entrance of all) {
    it(`end in an answer or a refusal at ${entrance.path("chat/m1", true)}`, async function () {
      this.timeout(fuzzLimitMs());
      const route = fc.constantFrom(...entrance.routes);
      const changes = fc.array(change, { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(route, fc.boolean(), changes, async (provider, wish, drawn) => {
          const streamed = wish && entrance.streams;
          const model = `${provider}/m1`;
          const body = mutated(entrance.body(model, streamed), drawn);
          judge(entrance, await ask(fuzz.stand, entrance.path(model, streamed), { body }));
        }),
        fuzzSettings(120),
      );
    });
  }

  it("end in a refusal where the body is no JSON object", async function () {
    this.timeout(fuzzLimitMs());
    const body = fc.oneof(
      fc.constantFrom(
        "",
        "null",
        "[]",
        "7",
        '"x"',
        "{",
        '{"a":1,}',
        "\u{feff}",
        "{}x",
        "[".repeat(100_000),
        "NaN",
        "{'a':1}",
      ),
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), body, async (entrance, bytes) => {
        const answered = await ask(fuzz.stand, entrance.path("chat/m1", true), { body: bytes });
        assert.equal(answered.status, 400, answered.text);
        judge(entrance, answered);
      }),
      fuzzSettings(100),
    );
  });

  it("change nothing of what all objects have", () => {
    assert.equal(Reflect.get({}, "polluted"), undefined);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
});
