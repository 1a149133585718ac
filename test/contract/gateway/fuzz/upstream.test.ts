import { strict as assert } from "node:assert";
import fc from "fast-check";
import { words } from "../../../support/gateway-answers.ts";
import { ask, jsonOf, type Answered } from "../../../support/gateway-client.ts";
import { entrances, type Entrance } from "../../../support/gateway-entrances.ts";
import {
  cutBytes,
  cuts,
  eventually,
  fuzzLimitMs,
  fuzzSettings,
  startFuzzStand,
  type FuzzStand,
} from "../../../support/gateway-fuzz.ts";
import type { Asked } from "../../../support/gateway-upstream.ts";

const streaming = entrances.filter(({ streams }) => streams);
const anyEntrance = fc.constantFrom(...streaming);
const anyRoute = fc.constantFrom("chat", "claude", "gemini");

/** Sends pieces one after the other, each in a packet of its own. */
async function trickle({ response }: Asked, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) {
    if (piece.length > 0) response.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The same stream as other servers write it. */
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replaceAll("\n", "\r"),
  (text) => text.replaceAll("data: ", "data:").replaceAll("event: ", "event:"),
  (text) => `: hello\n\n${text.replaceAll("\n\n", "\n\n: ping\n\n")}`,
  (text) => `\u{feff}${text}`.slice(1).replaceAll("data: ", "id: 7\nretry: 5\ndata: "),
];

describe("what comes from upstream, however it comes", () => {
  let fuzz: FuzzStand;
  before(async () => {
    fuzz = await startFuzzStand();
  });
  after(() => fuzz.close());

  const send = (entrance: Entrance, route: string, streamed = true): Promise<Answered> =>
    ask(fuzz.stand, entrance.path(`${route}/m1`, streamed), {
      body: JSON.stringify(entrance.body(`${route}/m1`, streamed)),
    });

  /** An answer must end well, or with an error that the caller's format knows; it must never merely end. */
  function judge(entrance: Entrance, answered: Answered): "whole" | "error" {
    const { status, text, end } = answered;
    assert.equal(end, "whole", `${entrance.name}: ${end} after ${text.slice(-300)}`);
    assert.ok(!text.includes(fuzz.stand.token) && !text.includes("key-of-"), "a secret in the answer");
    assert.deepEqual(fuzz.stand.bugs, []);
    if (status !== 200) {
      assert.ok(status !== 500 && entrance.isProblem(jsonOf(answered)), `${status}: ${text}`);
      return "error";
    }
    const ending = entrance.endingOf(text);
    assert.notEqual(ending, "silent", `${entrance.name} ended as if well: ${text.slice(-300)}`);
    return ending === "whole" ? "whole" : "error";
  }

  it("is given on whole, wherever its bytes are cut and however its lines end", async function () {
    this.timeout(fuzzLimitMs());
    const spelling = fc.constantFrom(...spellings);
    await fc.assert(
      fc.asyncProperty(anyEntrance, anyRoute, spelling, cuts, async (entrance, route, spell, places) => {
        fuzz.upstream.answerWith(async (asked) => {
          asked.response.writeHead(200, { "content-type": asked.good.contentType });
          await trickle(asked, cutBytes(Buffer.from(spell(asked.good.pieces.join(""))), places));
          asked.response.end();
        });
        const answered = await send(entrance, route);
        assert.equal(judge(entrance, answered), "whole", answered.text);
        assert.equal(entrance.textOf(answered.text).trim(), words(8).join("").trim());
      }),
      fuzzSettings(150),
    );
  });

  it("never looks whole when it broke off", async function () {
    this.timeout(fuzzLimitMs());
    const way = fc.constantFrom("end", "reset", "half");
    await fc.assert(
      fc.asyncProperty(anyEntrance, anyRoute, fc.nat(1000), way, async (entrance, route, share, how) => {
        let isWhole = false;
        fuzz.upstream.answerWith(async (asked) => {
          const { response, good } = asked;
          const bytes = Buffer.from(good.pieces.join(""));
          const sent = bytes.subarray(0, Math.floor((bytes.length * share) / 1000));
          // The terminator's own event must have come to its end, or may lack its empty line.
          isWhole = sent.toString().trimEnd().length >= wholeFrom(good.pieces, good.terminator);
          if (how === "end") response.writeHead(200, { "content-type": good.contentType });
          else response.writeHead(200, { "content-type": good.contentType, "content-length": bytes.length + 100 });
          await trickle(asked, [sent]);
          if (how === "end") response.end();
          else response.destroy();
        });
        const outcome = judge(entrance, await send(entrance, route));
        if (!isWhole) assert.equal(outcome, "error", `${entrance.name} over ${route}, ${how} at ${share}`);
      }),
      fuzzSettings(200),
    );
  });

  it("is told as an error where it is no answer at all", async function () {
    this.timeout(fuzzLimitMs());
    const body = fc.oneof(
      fc.constantFrom("", "<html>Sign in</html>", "null", "[]", "{}", '{"error":"no"}', '{"error":{"message":"no"}}'),
      fc.constantFrom(
        "data: \n\n",
        "data: null\n\n",
        "data: 7\n\n",
        "data: {\n\n",
        "data: []\n\n",
        "event: x\n\n",
        "\n\n\n",
      ),
      fc.constantFrom("data: [DONE]\n\n", 'data: {"choices":7}\n\n', 'data: {"choices":[null]}\n\n', "data: {}\n\n"),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.json().map((json) => `data: ${json}\n\n`),
      fc.json(),
    );
    const type = fc.constantFrom("text/event-stream", "application/json", "text/html", "text/plain", "", "\u{e4}/x");
    const status = fc.constantFrom(200, 200, 200, 204, 301, 400, 401, 404, 418, 429, 500, 503, 529);
    await fc.assert(
      fc.asyncProperty(anyEntrance, anyRoute, fc.boolean(), body, type, status, async (...drawn) => {
        const [entrance, route, streamed, text, contentType, code] = drawn;
        fuzz.upstream.answerWith(({ response }) => {
          response.writeHead(code, contentType === "" ? {} : { "content-type": contentType });
          response.end(code === 204 ? undefined : text);
        });
        const answered = await send(entrance, route, streamed);
        if (streamed) judge(entrance, answered);
        else judgeWhole(entrance, answered);
      }),
      fuzzSettings(250),
    );
  });

  it("is read as far as it makes sense where its fields are of other types", async function () {
    this.timeout(fuzzLimitMs());
    const junk = fc.oneof(
      fc.json({ maxDepth: 2 }),
      fc.constantFrom("null", "-1", "1e400", '"x"', "[]", "{}", "[null]", "true"),
    );
    await fc.assert(
      fc.asyncProperty(anyEntrance, anyRoute, fc.boolean(), fc.nat(), junk, async (...drawn) => {
        const [entrance, route, streamed, pick, value] = drawn;
        fuzz.upstream.answerWith(({ response, good }) => {
          response.writeHead(200, { "content-type": good.contentType });
          const text = good.pieces.join("");
          const fields = [...text.matchAll(/"[a-z_A-Z]+":/g)];
          const field = fields[pick % fields.length];
          const at = (field?.index ?? 0) + (field?.[0].length ?? 0);
          response.end(text.slice(0, at) + value + text.slice(endOfValue(text, at)));
        });
        const answered = await send(entrance, route, streamed);
        if (streamed) judge(entrance, answered);
        else judgeWhole(entrance, answered);
      }),
      fuzzSettings(250),
    );
  });

  it("leaves no connection behind", async () => {
    await eventually("every request is over", () => fuzz.stand.gateway.stats().underWay === 0);
    fuzz.upstream.answerWith(({ response }) => response.destroy());
    // Those that are kept for the next request are closed by the server's own clock.
    await eventually("unused connections upstream are few", () => fuzz.upstream.openSockets <= 8);
  });

  function judgeWhole(entrance: Entrance, answered: Answered): void {
    assert.equal(answered.end, "whole");
    assert.deepEqual(fuzz.stand.bugs, []);
    const body = jsonOf(answered);
    if (answered.status === 200)
      assert.ok(typeof body === "object" && body !== null && !Array.isArray(body), answered.text);
    else assert.ok(answered.status !== 500 && entrance.isProblem(body), `${answered.status}: ${answered.text}`);
  }
});

/** How much of a stream must have come for its terminator to be in it. */
function wholeFrom(pieces: readonly string[], terminator: string): number {
  const last = pieces.findIndex((piece) => piece.includes(terminator));
  return pieces
    .slice(0, last + 1)
    .join("")
    .trimEnd().length;
}

/** Where the JSON value ends that begins at a place. */
function endOfValue(text: string, from: number): number {
  for (let end = from + 1; end <= text.length; end += 1) {
    if (!/[,}\]]/.test(text[end] ?? ",")) continue;
    try {
      JSON.parse(text.slice(from, end));
      return end;
    } catch {
      // Not yet.
    }
  }
  return from;
}
