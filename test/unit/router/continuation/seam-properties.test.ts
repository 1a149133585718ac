import assert from "node:assert/strict";
import fc from "fast-check";
import { openFence } from "../../../../src/router/continuation/code-fence.ts";
import { bareOf, isTelling } from "../../../../src/router/continuation/shown-text.ts";
import { Seam } from "../../../../src/router/continuation/seam.ts";
import { answers, cutAt, lengths, piecesOf, seamOf, type Cut } from "../../../support/continued-answers.ts";

/** What a model says to go on, or undefined where it could not do so. */
type Behaviour = (cut: Cut) => string | undefined;

const bodyOf = ({ shown }: Cut) => shown.replace(/[\ud800-\udbff]$/, "").trimEnd();
const anchorStart = (cut: Cut) => bodyOf(cut).length - cut.anchor.length;
const restOf = (cut: Cut) => cut.whole.slice(bodyOf(cut).length);
const repeatsAnchor = (cut: Cut) => cut.anchor + restOf(cut);
const direct = ({ whole, shown }: Cut) => whole.slice(shown.length);

/** Not where all that was shown is a word or two, and the talk happens to begin with them. */
const lead =
  (words: string): Behaviour =>
  (cut) =>
    bareOf(words).startsWith(bareOf(cut.anchor)) ? undefined : words + repeatsAnchor(cut);

/** The last line or sentence, where that is enough to go by: telling, and nowhere else. */
const lastStretch =
  (separator: string): Behaviour =>
  (cut) => {
    const body = bodyOf(cut);
    const before = body.lastIndexOf(separator);
    if (before < 0) return undefined;
    const start = before + separator.length;
    const bare = bareOf(body.slice(start));
    const isEnough = isTelling(bare) && bareOf(body).indexOf(bare) === bareOf(body).length - bare.length;
    return isEnough ? body.slice(start) + restOf(cut) : undefined;
  };
/** In a fence, and far enough in it that nobody takes the fence itself for the place where to go on. */
const isFenced = ({ shown, anchor }: Cut) => openFence(shown) !== undefined && !anchor.includes("```");

const behaviours: Readonly<Record<string, Behaviour>> = {
  "repeats the anchor": repeatsAnchor,
  "repeats the anchor on one line": (cut) => cut.anchor.replaceAll(/\s+/g, " ") + restOf(cut),
  "repeats the anchor without indentation": (cut) => cut.anchor.replaceAll(/\n[ \t]+/g, "\n") + restOf(cut),
  "repeats the anchor with more blanks": (cut) => `\n ${cut.anchor.replaceAll(/\s/g, "$& ")}${restOf(cut)}`,
  "repeats the anchor and leaves out the white space behind it": (cut) =>
    direct(cut).trimStart() === direct(cut) ? cut.anchor + direct(cut) : undefined,
  "repeats somewhat more than the anchor": (cut) => cut.whole.slice(Math.max(0, anchorStart(cut) - 7)),
  "repeats much more than the anchor": (cut) => cut.whole.slice(Math.max(0, anchorStart(cut) - 90)),
  "repeats the last line": lastStretch("\n"),
  "repeats the last sentence": lastStretch(". "),
  "begins with a line of talk": lead("Sure, continuing:\n"),
  "begins with more talk": lead("Of course! Here's the rest of my answer, from where it was cut off.\n\n"),
  "begins with talk in Chinese": lead("好的，继续：\n"),
  "begins with a sign of omission": lead("…"),
  "begins with dots": lead("... "),
  "begins with a quote": lead('"'),
  "begins the fence again, then repeats the anchor": (cut) => (isFenced(cut) ? lead("```ts\n")(cut) : undefined),
  "begins with talk and the fence": (cut) => (isFenced(cut) ? lead("Sure:\n\n```ts\n")(cut) : undefined),
  "begins the fence again and goes on": (cut) => {
    const said = `\`\`\`ts\n${direct(cut)}`;
    return isFenced(cut) && !isAmbiguous(cut, direct(cut)) && !isAmbiguous(cut, said) ? said : undefined;
  },
  "tells all again": ({ whole }) => whole,
  "announces that it tells all again, and does": ({ whole }) => `Here is the whole answer:\n${whole}`,
};

/**
 * What no reader could tell from a repetition. The next part of the answer itself begins with something that
 * only the end of the shown part says, begins as the whole answer did, or stops in mid-anchor.
 */
function isAmbiguous(cut: Cut, next: string): boolean {
  const shown = bareOf(bodyOf(cut));
  const bare = bareOf(next);
  const anchor = bareOf(cut.anchor);
  const isOnlyAtTheEnd = (stretch: string) => shown.indexOf(stretch) === shown.length - stretch.length;
  for (let length = 1; length <= Math.min(shown.length, bare.length); length += 1) {
    const stretch = bare.slice(0, length);
    const isRepeated = shown.endsWith(stretch) && isOnlyAtTheEnd(stretch);
    if (isRepeated && (length >= anchor.length || isTelling(stretch))) return true;
  }
  let alike = 0;
  while (alike < bare.length && bare[alike] === shown[alike]) alike += 1;
  if (alike >= 40 && shown.lastIndexOf(bare.slice(0, alike)) === 0) return true;
  return isTelling(bare) && bare !== anchor && anchor.startsWith(bare);
}

/** The next part of the answer itself is one line of talk and then the anchor, or an ellipsis and the anchor. */
function isLikeTalk({ anchor }: Cut, next: string): boolean {
  const lines = /^[^\s][^\n]*\n\s*/.exec(next)?.[0];
  const fence = /^\s*```[^\n]*\n\s*/.exec(next)?.[0];
  const marks = /^[….“"'‘ ]+/.exec(next)?.[0];
  return [lines, fence, marks].some(
    (before) => before !== undefined && bareOf(next.slice(before.length)).startsWith(bareOf(anchor)),
  );
}

/** Runs a check at every place where an answer can break off. */
function atEveryCut(check: (cut: Cut, pieces: readonly number[]) => void) {
  fc.assert(
    fc.property(answers, lengths, (whole, pieces) => {
      for (let at = 1; at <= whole.length; at += 1) {
        const cut = cutAt(whole, at);
        if (cut) check(cut, pieces);
      }
    }),
    { numRuns: 40 },
  );
}

describe("whatever the answer and wherever it broke off, the parts read as one when the model", () => {
  for (const [name, behaviour] of Object.entries(behaviours)) {
    it(name, () =>
      atEveryCut((cut, pieces) => {
        const said = behaviour(cut);
        if (said === undefined) return;
        const { text, verdict } = seamOf(cut, piecesOf(said, pieces));
        assert.equal(cut.shown + text, cut.whole, JSON.stringify({ cut, said }));
        assert.equal(verdict, "joined");
      }),
    );
  }

  it("goes straight on", () =>
    atEveryCut((cut, pieces) => {
      const said = direct(cut);
      if (isAmbiguous(cut, said) || isLikeTalk(cut, said)) return;
      const { text, verdict } = seamOf(cut, piecesOf(said, pieces));
      assert.equal(cut.shown + text, cut.whole, JSON.stringify({ cut, said }));
      assert.equal(verdict, said.trim() === "" ? "empty" : "joined");
    }));
});

/** A model that may say anything: parts of the answer, of the talk around it, and of neither. */
const sayings = fc.tuple(answers, fc.nat(), lengths).chain(([whole, somewhere, pieces]) => {
  const cut = cutAt(whole, 1 + (somewhere % whole.length));
  const part = fc.oneof(
    fc.constantFrom("Sure, continuing:\n", "```ts\n", "```\n", "…", '"', "\n", " ", "Foo", whole, cut?.anchor ?? ""),
    fc.tuple(fc.nat(whole.length), fc.nat(whole.length)).map(([from, length]) => whole.slice(from, from + length)),
  );
  const said = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(""));
  return fc.tuple(fc.constant(cut), said, fc.constant(pieces));
});

describe("whatever the model says, a seam", () => {
  it("lets the same through however it is cut into pieces", () => {
    fc.assert(
      fc.property(sayings, ([cut, said, pieces]) => {
        if (!cut) return;
        const atOnce = seamOf(cut, [said]);
        assert.deepEqual(seamOf(cut, piecesOf(said, pieces)), atOnce);
        assert.deepEqual(seamOf(cut, piecesOf(said, [1])), atOnce);
      }),
      { numRuns: 300 },
    );
  });

  it("makes nothing up, and lets nothing through out of order or with a gap", () => {
    fc.assert(
      fc.property(sayings, ([cut, said]) => {
        if (!cut) return;
        const { text, verdict } = seamOf(cut, [said]);
        // A fence that is taken away may leave a line break in its place.
        assert.ok(said.endsWith(text) || bareOf(said).endsWith(bareOf(text)), JSON.stringify({ cut, said, text }));
        if (verdict === "lost") assert.equal(text, "");
        if (verdict === "empty") assert.equal(text, said);
      }),
      { numRuns: 300 },
    );
  });

  it("holds back two hundred characters at most of what is not like anything that was shown", () => {
    const greek = fc.constantFrom("Αλφα", "βητα", "γάμμα", ": ", "! ", " ", "\n", "Ωμέγα\n");
    const news = fc.array(greek, { minLength: 130, maxLength: 160 }).map((all) => all.join(""));
    fc.assert(
      fc.property(answers, fc.nat(), news, (whole, somewhere, said) => {
        const cut = cutAt(whole, 1 + (somewhere % whole.length));
        if (!cut) return;
        const seam = new Seam(cut.shown, cut.anchor);
        let held = 0;
        const pieces = [...said].map((character) => {
          const text = seam.push(character);
          held = text === "" ? held + 1 : 0;
          assert.ok(held <= 200, said.slice(0, 250));
          return text;
        });
        assert.equal(pieces.join(""), said);
      }),
      { numRuns: 100 },
    );
  });
});
