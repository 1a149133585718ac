import assert from "node:assert/strict";
import { exportWords, importWords } from "../../../src/features/dashboard/archive-words.ts";

describe("what came of an export", () => {
  it("is how many calls were written, and how many could not be because they are damaged", () => {
    const words = (calls: number, damaged?: number) =>
      exportWords({ kind: "written", calls, bytes: 0, ...(damaged !== undefined && { damaged }) });
    assert.equal(words(1), "1 call written");
    assert.equal(words(1_204), "1,204 calls written");
    assert.equal(words(40, 1), "40 calls written (1 is damaged and was left out)");
    assert.equal(words(0, 3), "0 calls written (3 are damaged and were left out)");
  });
});

describe("what came of an import", () => {
  const nothing = { added: 0, restored: 0, skipped: 0, problems: [], moreProblems: 0 };

  it("tells what is new from what came back and from what was there", () => {
    assert.equal(importWords(nothing), "0 calls added.");
    assert.equal(importWords({ ...nothing, added: 1, skipped: 1 }), "1 call added, 1 was there already.");
    assert.equal(
      importWords({ ...nothing, added: 2, restored: 40, skipped: 3 }),
      "2 calls added, 40 calls brought back that had been dropped, 3 were there already. " +
        "Sums had kept what was brought back, and do not count it again.",
    );
  });

  it("says how many lines could not be read, and why the first one", () => {
    const problems = [{ line: 7, message: "It has no id." }];
    assert.equal(
      importWords({ ...nothing, problems }),
      "0 calls added, 1 line could not be read (line 7: It has no id).",
    );
    assert.match(importWords({ ...nothing, problems, moreProblems: 4 }), /5 lines could not be read/);
  });
});
