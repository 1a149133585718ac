import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import type { Filter } from "../../../src/filter/filter.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { partFilter } from "../../../webview-ui/dashboard/parts/part-filter.ts";
import { splits } from "../../../webview-ui/dashboard/parts/names.ts";
import { spanTerms } from "../../../webview-ui/dashboard/time/filter-time.ts";

const now = new Date(2026, 2, 5, 12).getTime();
const known = { credentialNames: { k1: "OpenAI, work", k2: "Mistral, home", k3: "Anthropic, home" } };
const day = (date: number, hour = 0) => new Date(2026, 2, date, hour).getTime();

function termsOf(text: string): readonly Filter[] {
  const parsed = parseFilter(text, callFields, now);
  assert.ok(parsed.ok, text);
  return parsed.filter.kind === "and" ? parsed.filter.parts : [parsed.filter];
}

describe("from a part of the figures to its calls", () => {
  it("leads a filter that a person would have written", () => {
    const span = { from: day(1), until: day(6) };
    const covered = { span, now, scope: { task: "chat", client: "claude-code" } } as const;
    assert.equal(
      partFilter("model", "gpt-5-mini", covered, known),
      "model:gpt-5-mini task:chat client:claude-code since:2026-03-01",
    );
    assert.equal(partFilter("task", "embedding", { now }, known), "task:embedding");
    assert.equal(partFilter("workspace", "", { now }, known), 'workspace:""');
  });

  it("does not say twice what it is narrowed to", () => {
    assert.equal(partFilter("task", "chat", { now, scope: { task: "chat" } }, known), "task:chat");
  });

  it("calls a key by the user's own name for it, unless another one is called so", () => {
    assert.equal(partFilter("credential", "k1", { now }, known), "key:work");
    assert.equal(partFilter("credential", "k2", { now }, known), "key:k2");
    assert.equal(partFilter("credential", "gone", { now }, known), "key:gone");
    assert.equal(partFilter("credential", "__proto__", { now }, known), "key:__proto__");
  });

  it("can be read, whatever the part is called", () => {
    fc.assert(
      fc.property(fc.constantFrom(...splits), fc.string({ unit: "binary", maxLength: 30 }), (split, name) => {
        fc.pre(split !== "task");
        const [first, ...rest] = termsOf(partFilter(split, name, { now }, known));
        assert.equal(rest.length, 0);
        assert.ok(first?.kind === "is");
        assert.deepEqual(first.values, [[name]]);
      }),
    );
  });
});

describe("a span in the filter of calls", () => {
  const bounds = (text: string) =>
    termsOf(text).flatMap((term) => (term.kind === "time" ? [term.from ?? term.until] : []));

  it("is exactly the calls of its whole days, or hours", () => {
    assert.equal(spanTerms({ from: day(1), until: day(4) }, now), "since:2026-03-01 until:2026-03-03");
    assert.deepEqual(bounds("since:2026-03-01 until:2026-03-03"), [day(1), day(4)]);
    const hours = { from: day(2, 9), until: day(2, 17) };
    assert.deepEqual(bounds(spanTerms(hours, now)), [hours.from, hours.until]);
  });

  it("has no end where it is not over, so that new calls come in", () => {
    assert.equal(spanTerms({ from: day(5), until: day(6) }, now), "since:2026-03-05");
  });
});
