import assert from "node:assert/strict";
import { orderedId } from "../../../src/platform/ordered-id.ts";

describe("ids in the order of time", () => {
  it("are UUIDs of version 7", () => {
    for (let tries = 0; tries < 200; tries++) {
      assert.match(orderedId(Date.now()), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("sort by their moment", () => {
    const ids = [1, 255, 256, 1_700_000_000_000, 1_764_000_000_000, 2 ** 47].map(orderedId);
    assert.deepEqual(ids.toSorted(), ids);
  });

  it("differ within one moment", () => {
    assert.equal(new Set(Array.from({ length: 1000 }, () => orderedId(5))).size, 1000);
  });
});
