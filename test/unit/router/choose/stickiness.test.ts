import assert from "node:assert/strict";
import { orderBy } from "../../../../src/router/choose/order.ts";
import { stick, StickyBook } from "../../../../src/router/choose/stickiness.ts";
import { contestant, modelsOf, reasonsOf } from "./contestants.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const at = Date.UTC(2026, 10, 2, 9);

describe("a conversation's route", () => {
  it("is the one that answered last, with the prompt it was sent", () => {
    const book = new StickyBook();
    book.settled("talk", "lab/a", 1000, at);
    book.settled("talk", "lab/b", 2000, at + 1);
    assert.deepEqual(book.of("talk", at + 2), { routeId: "lab/b", cachedTokens: 2000 });
    assert.equal(book.of("other", at), undefined);
  });

  const rows: readonly (readonly [string, number, ReturnType<StickyBook["of"]>])[] = [
    ["has its prompt in the cache just before five minutes", 5 * minute - 1, { routeId: "lab/a", cachedTokens: 9000 }],
    ["has nothing in the cache after five minutes", 5 * minute, { routeId: "lab/a", cachedTokens: 0 }],
    ["is remembered just before a day", day - 1, { routeId: "lab/a", cachedTokens: 0 }],
    ["is forgotten after a day", day, undefined],
    ["is remembered when the clock was set back", -minute, { routeId: "lab/a", cachedTokens: 9000 }],
  ];
  for (const [name, later, expected] of rows) {
    it(name, () => {
      const book = new StickyBook();
      book.settled("talk", "lab/a", 9000, at);
      assert.deepEqual(book.of("talk", at + later), expected);
    });
  }

  it("is remembered of the 500 conversations that were answered last", () => {
    const book = new StickyBook();
    for (let talk = 0; talk < 500; talk += 1) book.settled(`talk ${talk}`, "lab/a", 1, at);
    book.settled("talk 0", "lab/a", 1, at);
    book.settled("talk 500", "lab/a", 1, at);
    assert.ok(book.of("talk 0", at) && book.of("talk 2", at) && book.of("talk 500", at));
    assert.equal(book.of("talk 1", at), undefined);
  });

  it("is forgotten with all others when that is asked for", () => {
    const book = new StickyBook();
    book.settled("talk", "lab/a", 1, at);
    book.clear();
    assert.equal(book.of("talk", at), undefined);
  });
});

describe("a conversation", () => {
  const sticky = { routeId: "lab/c", cachedTokens: 0 };
  const known = (costUsd: number, firstTokenMs: number) => ({ costUsd, firstTokenMs, answerMs: firstTokenMs });
  const candidates = [
    contestant("a", known(0.001, 300)),
    contestant("b", known(0.002, 400)),
    contestant("c", known(0.003, 500)),
  ];

  for (const objective of ["ordered", "fastest", "balanced"] as const) {
    it(`stays where it was under ${objective}, and the others keep their order`, () => {
      const placed = stick(orderBy(objective, candidates), sticky, objective);
      assert.equal(modelsOf(placed), "c a b");
      assert.equal(reasonsOf(placed)[0], "stays with this conversation's model");
      assert.deepEqual(reasonsOf(placed).slice(1), reasonsOf(orderBy(objective, candidates)).slice(0, 2));
    });
  }

  it("goes where it is cheapest under cheapest", () => {
    const placed = orderBy("cheapest", candidates);
    assert.equal(stick(placed, sticky, "cheapest"), placed);
  });

  it("goes on in the usual order when its route is not among the candidates, is first already, or there is none", () => {
    const placed = orderBy("ordered", candidates);
    for (const one of [undefined, { routeId: "lab/gone", cachedTokens: 9 }, { routeId: "lab/a", cachedTokens: 9 }]) {
      assert.equal(stick(placed, one, "ordered"), placed);
    }
  });
});
