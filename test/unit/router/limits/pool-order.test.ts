import assert from "node:assert/strict";
import fc from "fast-check";
import { byLoad, poolOrder } from "../../../../src/router/limits/pool-order.ts";
import type { Route } from "../../../../src/spec/provider.ts";
import { createLimitBench, refusal, routeOf } from "./limit-bench.ts";

const [one, two, three] = [routeOf("one"), routeOf("two"), routeOf("three")];
const keys = (routes: readonly Route[]) => routes.map(({ credential }) => credential).join(" ");

describe("a pool of credentials", () => {
  it("stays as it stands while nothing is known", () => {
    const { book } = createLimitBench();
    assert.equal(keys(byLoad([two, one, three], book)), "two one three");
  });

  it("has the least loaded first, and those without room last", () => {
    const { book, send } = createLimitBench({ requests: 4 });
    send(one, 4);
    send(two, 3);
    send(three, 1);
    assert.equal(keys(byLoad([one, two, three], book)), "three two one");
  });

  it("then has the one first that has the fewest requests in flight", () => {
    const { book, advance } = createLimitBench();
    book.reserve(one, 10);
    book.reserve(two, 10);
    book.reserve(two, 10);
    advance(1000);
    book.reserve(three, 10).settle(10);
    assert.equal(keys(byLoad([two, one, three], book)), "three one two");
  });

  it("then takes turns: the one first that was not used for the longest time", () => {
    const { book, advance } = createLimitBench();
    const asked: string[] = [];
    for (let at = 0; at < 6; at += 1) {
      const [first = one] = byLoad([one, two, three], book);
      asked.push(first.credential);
      book.reserve(first, 10).settle(10);
      advance(1000);
    }
    assert.equal(asked.join(" "), "one two three one two three");
  });

  it("looks at the size of the request", () => {
    const { book } = createLimitBench();
    book.heard(one, [{ kind: "tokens", limit: 1000, remaining: 900, resetMs: 9000 }]);
    book.heard(two, [{ kind: "tokens", limit: 100_000, remaining: 50_000, resetMs: 9000 }]);
    assert.equal(keys(byLoad([one, two], book, 100)), "one two");
    assert.equal(keys(byLoad([one, two], book, 2000)), "two one");
  });
});

describe("the pools of a chain", () => {
  it("are ordered each in its own place", () => {
    const { book } = createLimitBench();
    const [other, local] = [routeOf("one", "n"), routeOf("none", "m", "local")];
    book.refused(one, refusal({ retryAfterMs: 9000 }));
    book.refused(other, refusal({ retryAfterMs: 9000 }));
    const chain = [one, two, other, local, one, three];
    assert.deepEqual(poolOrder(chain, book), [two, one, other, local, three, one]);
  });

  it("are not joined over what stands between them", () => {
    const { book } = createLimitBench();
    const between = routeOf("x", "n");
    book.refused(one, refusal({ retryAfterMs: 9000 }));
    assert.deepEqual(poolOrder([one, between, two], book), [one, between, two]);
  });

  it("may be none", () => {
    assert.deepEqual(poolOrder([], createLimitBench().book), []);
  });

  it("keep every route, and every place its provider and model", () => {
    const route = fc
      .tuple(fc.constantFrom("one", "two", "three"), fc.constantFrom("m", "n"))
      .map(([key, model]) => routeOf(key, model));
    fc.assert(
      fc.property(fc.array(route, { maxLength: 8 }), fc.array(route, { maxLength: 12 }), (chain, sent) => {
        const { book, send } = createLimitBench({ requests: 2 });
        for (const used of sent) send(used, 1);
        const ordered = poolOrder(chain, book);
        assert.deepEqual(
          ordered.map(({ model }) => model),
          chain.map(({ model }) => model),
        );
        assert.deepEqual(ordered.map(({ id }) => id).toSorted(), chain.map(({ id }) => id).toSorted());
      }),
    );
  });
});
