import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { complete } from "../../../src/filter/complete.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { chips, hasTerm, toggleTerm } from "../../../webview-ui/dashboard/pages/calls/chips.ts";
import { insert, silent, step, suggesting } from "../../../webview-ui/dashboard/pages/calls/suggesting.ts";

const offer = (insertion: string, from: number, to: number) => ({
  insert: insertion,
  from,
  to,
  label: insertion,
  detail: "",
});

describe("the ready filters", () => {
  it("can all be read", () => {
    for (const { term } of chips) assert.equal(parseFilter(term, callFields, Date.UTC(2026, 2, 5)).ok, true, term);
  });

  it("are put in behind what is there, and taken out again", () => {
    assert.equal(toggleTerm("", "failed"), "failed");
    assert.equal(toggleTerm("task:chat", "failed"), "task:chat failed");
    assert.equal(toggleTerm("failed", "failed"), "");
    assert.equal(toggleTerm("task:chat  failed model:x", "failed"), "task:chat model:x");
  });

  it("narrow all alternatives and not the last one only", () => {
    assert.equal(toggleTerm("task:chat or task:explain", "failed"), "(task:chat or task:explain) failed");
  });

  it("are not taken for what only looks like them", () => {
    assert.equal(hasTerm("FAILED", "failed"), true);
    assert.equal(hasTerm("failed-over", "failed"), false);
    assert.equal(hasTerm("-failed", "failed"), false);
    assert.equal(hasTerm("not failed", "failed"), false);
    assert.equal(hasTerm('"failed"', "failed"), false);
    assert.equal(hasTerm("(failed task:chat)", "failed"), false);
    assert.equal(hasTerm("failed or hedged", "failed"), false);
    assert.equal(hasTerm("(a or b) failed", "failed"), true);
  });

  it("leave any filter readable and ask what it asked, when they are put in and taken out", () => {
    const filters = fc.constantFrom(
      "",
      "task:chat",
      "cost>0.01 model:gpt*",
      "a or b",
      "(a or b) -c",
      'not "x y"',
      "since:7d",
    );
    const terms = fc.constantFrom(...chips.map(({ term }) => term));
    const read = (text: string) => JSON.stringify(parseFilter(text, callFields, 0));
    fc.assert(
      fc.property(filters, terms, (filter, term) => {
        fc.pre(!hasTerm(filter, term));
        const narrowed = toggleTerm(filter, term);
        assert.equal(parseFilter(narrowed, callFields, 0).ok, true);
        assert.equal(hasTerm(narrowed, term), true);
        assert.equal(read(toggleTerm(narrowed, term)), read(filter));
      }),
    );
  });
});

describe("the suggestions", () => {
  it("begin with none chosen, so that Enter asks what was typed, and go around", () => {
    const list = suggesting([offer("a", 0, 0), offer("b", 0, 0)]);
    assert.equal(list.active, -1);
    const actives = [1, 1, 1, 1].map((_, index) => {
      let at = list;
      for (let times = 0; times <= index; times += 1) at = step(at, 1);
      return at.active;
    });
    assert.deepEqual(actives, [0, 1, -1, 0]);
    assert.equal(step(list, -1).active, 1);
    assert.equal(step(silent, 1).active, -1);
  });

  it("are few enough to leave the table in sight", () => {
    assert.equal(suggesting(Array.from({ length: 50 }, (_, at) => offer(String(at), 0, 0))).suggestions.length, 10);
  });

  it("are followed by a space where they are whole, and by the next suggestions where they are not", () => {
    assert.deepEqual(insert("fail", offer("failed", 0, 4)), { text: "failed ", caret: 7, more: false });
    assert.deepEqual(insert("ta", offer("task:", 0, 2)), { text: "task:", caret: 5, more: true });
    assert.deepEqual(insert("co", offer("cost>", 0, 2)), { text: "cost>", caret: 5, more: true });
  });

  it("do not double a space or part a list", () => {
    assert.deepEqual(insert("fail task:chat", offer("failed", 0, 4)), {
      text: "failed task:chat",
      caret: 6,
      more: false,
    });
    assert.deepEqual(insert("model:g,x", offer("gpt-5", 6, 7)), { text: "model:gpt-5,x", caret: 11, more: false });
    assert.deepEqual(insert("(fail)", offer("failed", 1, 5)), { text: "(failed)", caret: 7, more: false });
  });

  it("lead to a filter that can be read when one takes them until nothing is to come", () => {
    const names = { models: ["gpt-5", "a model"], providers: ["openai"] };
    for (const [begun, choice] of [
      ["mod", 'model:"a model" '],
      ["prov", "provider:openai "],
    ] as const) {
      let text: string = begun;
      let more = true;
      while (more) {
        const offers = complete(text, text.length, callFields, names);
        const chosen = offers.find(({ insert: inserted }) => choice.includes(inserted));
        assert.ok(chosen, `nothing for ${text}`);
        ({ text, more } = insert(text, chosen));
      }
      assert.equal(text, choice);
      assert.equal(parseFilter(text, callFields, 0).ok, true);
    }
  });
});
