import assert from "node:assert/strict";
import fc from "fast-check";
import { answers, cutAt, lengths, piecesOf, type Cut } from "../../../support/continued-answers.ts";
import {
  createScriptedRouter,
  endOf,
  failing,
  finish,
  hang,
  pause,
  text,
  textOf,
  type Script,
} from "../../../support/scripted-router.ts";

const bodyOf = ({ shown }: Cut) => shown.replace(/[\ud800-\udbff]$/, "").trimEnd();

/** How a model goes on. Straight on is possible too, but not told from a repetition in every answer. */
const styles: Readonly<Record<string, (cut: Cut) => string>> = {
  "repeats the words it is told to": (cut) => cut.anchor + cut.whole.slice(bodyOf(cut).length),
  "talks first": (cut) => `Sure, going on:\n${cut.anchor}${cut.whole.slice(bodyOf(cut).length)}`,
  "tells all again": ({ whole }) => whole,
};

const breaks: fc.Arbitrary<Script> = fc.constantFrom<Script[]>(
  [failing("network")],
  [],
  [failing("server-error")],
  [failing("overloaded")],
  [failing("rate-limited", { retryAfterMs: 1000 })],
  [failing("quota-exhausted")],
  [hang],
);

const saying = (words: string, pieces: readonly number[]): Script => [...piecesOf(words, pieces)].map(text);

describe("whatever an answer is and wherever it breaks off", () => {
  for (const [style, goOn] of Object.entries(styles)) {
    it(`reads as one when the next model ${style}`, async () => {
      await fc.assert(
        fc.asyncProperty(answers, fc.nat(), breaks, lengths, async (whole, somewhere, breaking, pieces) => {
          const cut = cutAt(whole, 1 + (somewhere % whole.length));
          if (!cut || (style === "talks first" && "Sure,goingon:".startsWith(cut.anchor))) return;
          const bench = createScriptedRouter();
          bench.script("a/m", [...saying(cut.shown, pieces), ...breaking]);
          bench.script("b/m", [...saying(goOn(cut), pieces), finish]);
          const events = await bench.call();
          assert.equal(textOf(events), whole);
          assert.equal(endOf(events).record.outcome, "succeeded");
          assert.deepEqual(bench.asked, ["a/m", "b/m"]);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("reads as one at every single place, when the next model goes straight on", async () => {
    const whole = Array.from({ length: 12 }, (_, at) => `word${at} of the answer`).join(", ");
    for (let at = 1; at < whole.length; at += 1) {
      const bench = createScriptedRouter();
      bench.script("a/m", [text(whole.slice(0, at)), failing("network")]);
      bench.script("b/m", [text(whole.slice(at)), finish]);
      assert.equal(textOf(await bench.call()), whole, `cut at ${at}`);
    }
  });

  it("is asked for again at one route after another until one of them speaks, and then no more", async () => {
    const second = fc.oneof(
      fc.constantFrom<Script[]>(
        [failing("network")],
        [],
        [failing("overloaded")],
        [pause(200), failing("timeout")],
        [finish],
      ),
    );
    await fc.assert(
      fc.asyncProperty(answers, fc.nat(), second, breaks, fc.nat(), async (whole, somewhere, silent, again, more) => {
        const cut = cutAt(whole, 1 + (somewhere % whole.length));
        if (!cut) return;
        const rest = whole.slice(bodyOf(cut).length);
        const bench = createScriptedRouter();
        bench.script("a/m", [text(cut.shown), failing("network")]);
        bench.script("b/m", silent);
        bench.script("c/m", [text(cut.anchor + rest.slice(0, more % (rest.length + 1))), ...again]);
        const events = await bench.call();
        assert.ok(whole.startsWith(textOf(events)), "what was shown is the answer's beginning");
        assert.ok(textOf(events).startsWith(cut.shown), "what was shown is kept");
        assert.equal(events.filter(({ type }) => type === "broken").length, 1);
        assert.deepEqual(bench.asked, ["a/m", "b/m", "c/m"]);
        const end = endOf(events);
        assert.equal(end.interrupted, true);
        assert.equal(end.record.outcome, "failed");
      }),
      { numRuns: 60 },
    );
  });
});
