import assert from "node:assert/strict";
import { USUAL_SCOPE } from "../../../../src/providers/http/failure-rules.ts";
import type { FailureClass } from "../../../../src/spec/failure.ts";
import { DIALECTS } from "./dialects.ts";

/** Classes that no answer of a provider means: the router itself sees to these. */
const ROUTERS_OWN: ReadonlySet<FailureClass> = new Set<FailureClass>(["cancelled", "timeout", "no-route"]);

// The record has every class, or it would not compile; its keys are therefore classes.
const SEEN = (Object.keys(USUAL_SCOPE) as FailureClass[]).filter((each) => !ROUTERS_OWN.has(each));

describe("every class of failure that a transport can see", () => {
  for (const { name, reports, streams } of DIALECTS) {
    it(`has a case in ${name}`, () => {
      const covered = new Set([...reports, ...streams].map((each) => each.is.class));
      assert.deepEqual(
        SEEN.filter((each) => !covered.has(each)),
        [],
      );
    });

    it(`is all that is expected in ${name}`, () => {
      const expected = [...reports, ...streams].map((each) => each.is.class);
      assert.ok(expected.every((each) => SEEN.includes(each)));
    });

    it(`has cases in ${name} that can be told apart`, () => {
      const names = [...reports, ...streams].map((each) => each.of);
      assert.deepEqual([...new Set(names)], names);
    });
  }

  it("is one of twelve", () => assert.equal(SEEN.length, 12));
});
