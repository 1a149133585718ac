import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { toText } from "../../../src/filter/to-text.ts";
import { anyFilter } from "./any-filter.ts";

const NOW = new Date(2026, 10, 3, 15, 30).getTime();

function again(text: string): string {
  const parsed = parseFilter(text, callFields, NOW);
  assert.ok(parsed.ok, text);
  return toText(parsed.filter, callFields);
}

describe("a filter as it is written", () => {
  it("is read as the same filter again, whichever it is", () => {
    fc.assert(
      fc.property(anyFilter(NOW), (filter) => {
        assert.deepEqual(parseFilter(toText(filter, callFields), callFields, NOW), { ok: true, filter });
      }),
      { numRuns: 1000 },
    );
  });

  it("is short where it can be", () => {
    const written =
      "task:chat cost>0.01 duration>=2s tokens>10k in>2M -model:claude*,gpt-5 (failed or hedged) since:7d";
    assert.equal(again(written), written);
    assert.equal(
      again("  NOT failed   cost>=1c  ttft<0.5s and duration:>90s"),
      "-failed cost>=0.01 ttft<500ms duration>90s",
    );
  });

  it("has nothing for everything", () => {
    assert.equal(toText({ kind: "all" }, callFields), "");
  });
});
