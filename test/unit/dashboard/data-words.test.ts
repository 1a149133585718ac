import assert from "node:assert/strict";
import type { DataView } from "../../../src/protocol/dashboard/data.ts";
import { damagedWords, keptWords, pruneWords, sizeWords } from "../../../webview-ui/dashboard/pages/data/data-words.ts";

const now = new Date(2026, 10, 12, 9).getTime();
const view = (more: Partial<DataView> = {}): DataView => ({
  status: { kind: "disk" },
  calls: 1_200,
  oldestAt: new Date(2026, 0, 5).getTime(),
  bytes: 0,
  keepDays: 90,
  ...more,
});

describe("the size of the file", () => {
  it("goes on to the next unit before it would say 1000", () => {
    assert.deepEqual([0, 1, 999, 1_500, 999_499, 999_500, 4_240_000, 999_499_999, 999_500_000].map(sizeWords), [
      "0 bytes",
      "1 byte",
      "999 bytes",
      "2 kB",
      "999 kB",
      "1 MB",
      "4.2 MB",
      "999 MB",
      "1 GB",
    ]);
  });
});

describe("how long calls are kept", () => {
  it("is a number of days, or for ever", () => {
    assert.deepEqual([0, 1, 90, 3_650].map(keptWords), ["For ever", "1 day", "90 days", "3,650 days"]);
  });
});

describe("calls that are damaged", () => {
  it("are told of by their number, with what is left of them", () => {
    assert.match(damagedWords(1), /^1 call is damaged .* It is left out .* sums by day have kept/);
    assert.match(damagedWords(1_204), /^1,204 calls are damaged .* They are left out/);
  });
});

describe("what pruning would do", () => {
  it("names the day before which calls go, and that sums stay", () => {
    assert.match(pruneWords(view(), now), /from before 14 Aug go.*sums by day stay/);
  });

  it("says when it would do nothing, and why", () => {
    assert.match(pruneWords(view({ keepDays: 0 }), now), /kept for ever/);
    assert.match(pruneWords(view({ calls: 0 }), now), /Nothing is kept yet/);
    assert.match(pruneWords(view({ oldestAt: now - 5 * 86_400_000 }), now), /No call is old enough yet/);
  });
});
