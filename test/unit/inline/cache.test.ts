import assert from "node:assert/strict";
import fc from "fast-check";
import { SuggestionCache } from "../../../src/features/inline/cache.ts";
import { anchorOf, type Place, placeOf, typedSince } from "../../../src/features/inline/place.ts";

/** The place at the `|` of a document that is shown whole. */
function placeAt(content: string, scope = "policy file"): Place {
  const [prefix = "", suffix = ""] = content.split("|", 2);
  return placeOf(scope, "typescript", { prefix, suffix, startsDocument: true, endsDocument: true });
}

function cacheOf(...suggestions: readonly (readonly [at: Place, text: string])[]): SuggestionCache {
  const cache = new SuggestionCache();
  for (const [at, text] of suggestions) cache.add({ anchor: anchorOf(at), text, callId: "c" });
  return cache;
}

function found(cache: SuggestionCache, at: Place): string | undefined {
  const hit = cache.find(at);
  return hit && `${hit.typed}|${hit.suggestion.text.slice(hit.typed.length)}`;
}

describe("the cache of suggestions", () => {
  it("finds what was suggested at the same place", () => {
    assert.equal(found(cacheOf([placeAt("a = |"), "foo();"]), placeAt("a = |")), "|foo();");
  });

  it("finds the rest of what the user types", () => {
    assert.equal(found(cacheOf([placeAt("a = |"), "foo();"]), placeAt("a = fo|")), "fo|o();");
  });

  it("has nothing for other typing, and has it again when that is taken back", () => {
    const cache = cacheOf([placeAt("a = |"), "foo();"]);
    assert.equal(found(cache, placeAt("a = x|")), undefined);
    assert.equal(found(cache, placeAt("a = |")), "|foo();");
  });

  it("has nothing left when all was typed", () => {
    assert.equal(found(cacheOf([placeAt("a = |"), "foo();"]), placeAt("a = foo();|")), undefined);
  });

  it("counts white space", () => {
    const cache = cacheOf([placeAt("  a = |\n"), "1;"]);
    assert.equal(found(cache, placeAt("a = |\n")), undefined);
    assert.equal(found(cache, placeAt("  a = |\n\n")), undefined);
  });

  it("keeps policies, models and files apart", () => {
    const cache = cacheOf([placeAt("a = |", "one"), "1;"]);
    assert.equal(found(cache, placeAt("a = |", "two")), undefined);
  });

  it("takes text at the end of a file for another place than the same in the middle", () => {
    const cache = cacheOf([placeAt("a = |"), "1;"]);
    assert.equal(found(cache, placeAt("a = |\nb = 2;")), undefined);
    assert.equal(found(cache, placeAt("b = 2;\na = |")), undefined);
  });

  it("looks a thousand characters back and two hundred ahead, so that an edit far away does not matter", () => {
    const far = "x".repeat(1200);
    const cache = cacheOf([placeAt(`old;\n${far}|${far}\nold;`), "1;"]);
    assert.equal(found(cache, placeAt(`new;\n${far}|${far}\nnew;`)), "|1;");
  });

  it("follows brackets and quotes that the editor closes by itself", () => {
    const cache = cacheOf([placeAt("foo|;"), '({ a: "b" })']);
    assert.equal(found(cache, placeAt("foo(|);")), '(|{ a: "b" })');
    assert.equal(found(cache, placeAt("foo({|});")), '({| a: "b" })');
    assert.equal(found(cache, placeAt('foo({ a: "|"});')), '({ a: "|b" })');
    assert.equal(found(cache, placeAt("foo(|];")), undefined);
  });

  it("follows a line break between brackets", () => {
    const cache = cacheOf([placeAt("f() |\ng();"), "{\n  return 1;\n}"]);
    assert.equal(found(cache, placeAt("f() {\n  |\n}\ng();")), "{\n  |return 1;\n}");
  });

  it("prefers what was suggested last", () => {
    const cache = cacheOf([placeAt("a|"), " = 1;"], [placeAt("a =|"), " 2;"]);
    assert.equal(found(cache, placeAt("a =|")), "| 2;");
    cache.add({ anchor: anchorOf(placeAt("a =|")), text: " 3;", callId: "c" });
    assert.equal(found(cache, placeAt("a =|")), "| 3;");
  });

  it("forgets what was not used for a hundred suggestions", () => {
    const cache = cacheOf([placeAt("old|"), "1"], [placeAt("used|"), "2"]);
    for (let index = 0; index < 99; index += 1) {
      cache.add({ anchor: anchorOf(placeAt(`filler ${index}|`)), text: "x", callId: "c" });
      cache.find(placeAt("used|"));
    }
    assert.equal(found(cache, placeAt("old|")), undefined);
    assert.equal(found(cache, placeAt("used|")), "|2");
  });
});

describe("every hit", () => {
  it("goes on with what stands before the caret, and none is missed", () => {
    const keys = fc.array(fc.constantFrom("a", "b", "(", " "), { maxLength: 5 }).map((each) => each.join(""));
    const suggested = fc.array(fc.tuple(keys, keys), { maxLength: 8 });
    fc.assert(
      fc.property(suggested, keys, (suggestions, before) => {
        const cache = cacheOf(...suggestions.map(([at, text]) => [placeAt(`${at}|`), text] as const));
        // A later suggestion for the same place takes the place of the earlier one.
        const expected = [...new Map(suggestions)].filter(([at, text]) => {
          const typed = before.slice(at.length);
          return before.startsWith(at) && text.startsWith(typed) && (typed === "" || typed !== text);
        });
        const hit = cache.find(placeAt(`${before}|`));
        assert.equal(hit !== undefined, expected.length > 0);
        if (!hit) return;
        const { typed, suggestion } = hit;
        assert.ok(expected.some(([at, text]) => at + typed === before && text === suggestion.text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what was typed since", () => {
  it("is what was typed, as long as it is what was predicted", () => {
    const text = fc.string({ maxLength: 30 }).map((each) => each.replaceAll("|", ""));
    fc.assert(
      fc.property(text, text, text, fc.nat(30), (before, after, predicted, count) => {
        const typed = predicted.slice(0, count);
        const since = typedSince(
          anchorOf(placeAt(`${before}|${after}`)),
          predicted,
          placeAt(`${before}${typed}|${after}`),
        );
        assert.equal(since, typed);
      }),
    );
  });

  it("is unknown when it is anything else", () => {
    const text = fc.string({ maxLength: 30 }).map((each) => each.replaceAll("|", ""));
    fc.assert(
      fc.property(text, text, text, text, (before, after, predicted, typed) => {
        fc.pre(!predicted.startsWith(typed));
        const since = typedSince(
          anchorOf(placeAt(`${before}|${after}`)),
          predicted,
          placeAt(`${before}${typed}|${after}`),
        );
        assert.equal(since, undefined);
      }),
    );
  });
});
