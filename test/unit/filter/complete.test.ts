import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { complete } from "../../../src/filter/complete.ts";
import { parseFilter } from "../../../src/filter/parse.ts";

const names = { models: ["gpt-5-mini", "claude-sonnet-4-5", "my model"], workspaces: ["app"] };

/** The texts that a filter could become, `|` being the caret. */
function offered(marked: string): readonly string[] {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  return complete(text, caret, callFields, names).map(
    ({ insert, from, to }) => text.slice(0, from) + insert + text.slice(to),
  );
}

describe("what is offered at the caret", () => {
  it("is every field, time and state where nothing is written", () => {
    const all = offered("|");
    for (const one of ["task:", "model:", "cost>", "since:", "failed", "hedged", "or"])
      assert.ok(all.includes(one), one);
    assert.equal(offered("failed |").length, all.length);
  });

  it("is what begins with the word, then what contains it", () => {
    assert.deepEqual(offered("fail|"), ["failure:", "failed", "failed-over"]);
    assert.deepEqual(offered("task:chat mod|"), ["task:chat model:"]);
    assert.deepEqual(offered("-mod|"), ["-model:"]);
    assert.deepEqual(offered("(mod|"), ["(model:"]);
    assert.deepEqual(offered("tempt|"), ["attempts>"]);
  });

  it("is a comparison after the name of an amount", () => {
    assert.deepEqual(offered("cost|").slice(0, 3), ["cost:", "cost>", "cost<"]);
  });

  it("is the known values of a field, in quotes where they need them", () => {
    assert.deepEqual(offered("model:|"), ["model:gpt-5-mini", "model:claude-sonnet-4-5", 'model:"my model"']);
    assert.deepEqual(offered("model:son|"), ["model:claude-sonnet-4-5"]);
    assert.deepEqual(offered('model:"my|'), ['model:"my model"']);
    assert.deepEqual(offered("model:gpt-5-mini,cl| failed"), ["model:gpt-5-mini,claude-sonnet-4-5 failed"]);
    assert.deepEqual(offered("model:g|,claude*"), ["model:gpt-5-mini,claude*"]);
    assert.deepEqual(offered("outcome:c|"), ["outcome:cancelled", "outcome:succeeded"]);
    assert.deepEqual(offered("experiment:|"), []);
    assert.deepEqual(offered("constructor:|"), []);
  });

  it("is times after the words that ask of them", () => {
    assert.equal(offered("since:|")[0], "since:1h");
    assert.deepEqual(offered("on:yes|"), ["on:yesterday"]);
    assert.ok(!offered("on:|").includes("on:7d"));
  });

  it("is the field's name again when the caret is in it", () => {
    assert.deepEqual(offered("mod|el:gpt-5-mini"), []);
    assert.deepEqual(offered("tas|:chat"), ["task:chat"]);
  });

  it("can be read once it is taken, wherever a value or a state is offered", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", "failed ", "(task:chat or ", "-"),
        fc.constantFrom("model:", "task:", "since:", "on:", "cost>", "h"),
        (before, start) => {
          const text = before + start;
          for (const { insert, from, to } of complete(text, text.length, callFields, names)) {
            const taken = text.slice(0, from) + insert + text.slice(to) + (before.startsWith("(") ? ")" : "");
            if (/[:>]\)?$/.test(taken) || insert === "or" || insert === "not") continue;
            assert.ok(parseFilter(taken, callFields, 0).ok, taken);
          }
        },
      ),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(20),
        (text, caret) => void complete(text, Math.min(caret, text.length), callFields, names),
      ),
    );
  });
});
