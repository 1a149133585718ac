import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import type { Filter } from "../../../src/filter/filter.ts";
import { orderFields } from "../../../src/filter/order-fields.ts";
import { parseFilter } from "../../../src/filter/parse.ts";

const NOW = new Date(2026, 10, 3, 15, 30).getTime();

function read(text: string): Filter {
  const parsed = parseFilter(text, callFields, NOW);
  assert.ok(parsed.ok, `${text}: ${JSON.stringify(parsed)}`);
  return parsed.filter;
}

/** What is said of a filter that cannot be read, and the part of it that is pointed at. */
function refusal(text: string, fields = callFields): readonly [string, string] {
  const parsed = parseFilter(text, fields, NOW);
  assert.ok(!parsed.ok, text);
  return [parsed.message, text.slice(parsed.at, parsed.at + parsed.length)];
}

const state = (name: string): Filter => ({ kind: "state", state: name });
const text = (found: string): Filter => ({ kind: "text", text: found });

describe("reading a filter", () => {
  it("finds everything when nothing is asked", () => {
    assert.deepEqual(read(""), { kind: "all" });
    assert.deepEqual(read("  \t\n"), { kind: "all" });
  });

  it("takes words together, and either side of or", () => {
    assert.deepEqual(read("failed timeout"), { kind: "and", parts: [state("failed"), text("timeout")] });
    assert.deepEqual(read("failed or hedged timeout"), {
      kind: "or",
      parts: [state("failed"), { kind: "and", parts: [state("hedged"), text("timeout")] }],
    });
    assert.deepEqual(read("(failed OR hedged) AND timeout"), {
      kind: "and",
      parts: [{ kind: "or", parts: [state("failed"), state("hedged")] }, text("timeout")],
    });
  });

  it("leaves out what follows a minus or not", () => {
    const without: Filter = { kind: "not", part: state("failed") };
    assert.deepEqual(read("-failed"), without);
    assert.deepEqual(read("not failed"), without);
    assert.deepEqual(read("-(failed)"), without);
    assert.deepEqual(read("not -failed"), { kind: "not", part: without });
    assert.deepEqual(read("- gpt-5"), { kind: "and", parts: [text("-"), text("gpt-5")] });
  });

  it("takes several values, with stars and in quotes", () => {
    assert.deepEqual(read('model:claude*,"gpt 5",*-mini*'), {
      kind: "is",
      field: "model",
      values: [["claude", ""], ["gpt 5"], ["", "-mini", ""]],
    });
    assert.deepEqual(read('model:"claude*"'), { kind: "is", field: "model", values: [["claude*"]] });
    assert.deepEqual(read('workspace:""'), { kind: "is", field: "workspace", values: [[""]] });
    assert.deepEqual(read(String.raw`client:"a \"b\" \\"`), {
      kind: "is",
      field: "client",
      values: [[String.raw`a "b" \ `.trim()]],
    });
  });

  it("knows states only without quotes, and fields in any case", () => {
    assert.deepEqual(read('"failed"'), text("failed"));
    assert.deepEqual(read("FAILED"), state("failed"));
    assert.deepEqual(read("Task:Chat"), { kind: "is", field: "task", values: [["Chat"]] });
  });

  it("reads amounts in their units", () => {
    const amounts: readonly (readonly [string, string, string, number])[] = [
      ["cost>0.01", "cost", ">", 0.01],
      ["cost>=1c", "cost", ">=", 0.01],
      ["cost<$2", "cost", "<", 2],
      ["cost:7c", "cost", "=", 0.07],
      ["duration>2s", "duration", ">", 2000],
      ["ttft<=500ms", "ttft", "<=", 500],
      ["duration>1.5m", "duration", ">", 90_000],
      ["duration>1h", "duration", ">", 3_600_000],
      ["duration>0", "duration", ">", 0],
      ["tokens>10k", "tokens", ">", 10_000],
      ["in>1.5M", "in", ">", 1_500_000],
      ["out=.5k", "out", "=", 500],
      ["attempts:>1", "attempts", ">", 1],
    ];
    for (const [written, field, operator, amount] of amounts) {
      assert.deepEqual(read(written), { kind: "compare", field, operator, amount }, written);
    }
    assert.deepEqual(read("attempts:1,3").kind, "or");
  });

  it("says what is wrong with an amount", () => {
    assert.deepEqual(refusal("duration>2"), [
      "2 is not an amount that can be compared with. Write 500ms, 2s or 1.5m.",
      "2",
    ]);
    assert.deepEqual(refusal("failed cost>5kg")[1], "5kg");
    assert.deepEqual(refusal("cost>"), ["A number is missing here. Write 0.01, $0.01 or 1c.", ""]);
    for (const wrong of [
      "cost>-1",
      "tokens>$5",
      "tokens>1e999",
      "cost>1constructor",
      "cost>.",
      "cost>NaN",
      "in>1.2.3",
    ]) {
      refusal(wrong);
    }
  });

  it("says which field was meant", () => {
    assert.deepEqual(refusal("failed modle:x"), ["No field is called modle. Did you mean model?", "modle"]);
    assert.deepEqual(refusal("sicne:7d")[0], "No field is called sicne. Did you mean since?");
    assert.deepEqual(refusal("https://x.y")[0], "No field is called https. To search for this text, put it in quotes.");
    assert.deepEqual(
      refusal("model:x", orderFields)[0],
      "No field is called model. To search for this text, put it in quotes.",
    );
    refusal("constructor:x");
  });

  it("says which value was meant", () => {
    assert.deepEqual(refusal("outcome:suceeded"), [
      "No outcome is called suceeded. Did you mean succeeded?",
      "suceeded",
    ]);
    assert.deepEqual(refusal("outcome:x")[0], "No outcome is called x. It can be succeeded, failed or cancelled.");
    assert.deepEqual(refusal("task:chat,exp")[1], "exp");
    assert.equal(read("failure:rate*").kind, "is");
  });

  it("says where something is missing or too much", () => {
    assert.deepEqual(refusal("model:"), ["Say which model after model:.", ""]);
    assert.deepEqual(refusal("model:a, x")[0], "Say which model after model:.");
    assert.deepEqual(refusal("(failed"), ["This parenthesis is not closed.", "("]);
    assert.deepEqual(refusal("failed)"), ["This parenthesis closes nothing.", ")"]);
    assert.deepEqual(refusal("()"), ["Something is missing before this parenthesis.", ")"]);
    assert.deepEqual(refusal("failed or"), ["Something is missing here.", ""]);
    assert.deepEqual(
      refusal("or failed")[0],
      "Something is missing before or. To search for the word, put it in quotes.",
    );
    assert.deepEqual(refusal('model:"gpt'), ["This quotation mark is not closed.", '"gpt']);
    assert.deepEqual(refusal('""')[0], "There is nothing in these quotes to search for.");
    assert.deepEqual(refusal("model>x")[0], "model has no >. Write model: and a value.");
  });

  it("ends when it is nested too deeply", () => {
    assert.equal(refusal(`${"(".repeat(100_000)}failed`)[0], "This is nested too deeply.");
    assert.equal(refusal(`${"-".repeat(100_000)}failed`)[0], "This is nested too deeply.");
    assert.equal(read(`${"(".repeat(40)}failed${")".repeat(40)}`).kind, "state");
  });

  it("never throws, and points into the text", () => {
    const pieces = fc.constantFrom(
      "model",
      ":",
      '"',
      "(",
      ")",
      "-",
      "or",
      " ",
      ",",
      "*",
      ">",
      "cost",
      "5",
      "since",
      "7d",
      "\\",
    );
    fc.assert(
      fc.property(
        fc.array(pieces).map((parts) => parts.join("")),
        (written) => {
          const parsed = parseFilter(written, callFields, NOW);
          if (parsed.ok) return;
          assert.ok(parsed.at >= 0 && parsed.at + parsed.length <= written.length);
          assert.match(parsed.message, /[.?]$/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
