import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { describe as inWords } from "../../../src/filter/describe.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { anyFilter } from "./any-filter.ts";

function said(text: string): string {
  const parsed = parseFilter(text, callFields, 0);
  assert.ok(parsed.ok, text);
  return inWords(parsed.filter, callFields, "calls");
}

describe("a filter in words", () => {
  it("is a sentence's beginning that can be read aloud", () => {
    assert.equal(said(""), "All calls");
    assert.equal(
      said("task:chat cost>0.01 failed"),
      "Calls whose task is chat, whose cost is more than $0.01 and that failed",
    );
    assert.equal(said("model:claude*,gpt-5 since:7d"), "Calls whose model is claude* or gpt-5 and of the last 7 days");
    assert.equal(said("-task:chat -failed"), "Calls whose task is not chat and except those that failed");
    assert.equal(
      said("hedged or ttft<=500ms"),
      "Calls either that were hedged or whose time to the first token is at most 500 ms",
    );
    assert.equal(
      said("on:last-week tokens>10k timeout"),
      "Calls of last week, whose number of tokens is more than 10,000 and that mention “timeout”",
    );
    assert.equal(said("until:2026-11-03T15:30 until:1d"), "Calls until 2026-11-03 15:30 and older than 1 day");
    assert.equal(said('workspace:""'), "Calls whose workspace is empty");
  });

  it("is said of every filter", () => {
    fc.assert(
      fc.property(anyFilter(0), (filter) => assert.match(inWords(filter, callFields, "calls"), /^(All c|C)alls/)),
    );
  });
});
