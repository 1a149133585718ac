import assert from "node:assert/strict";
import { decodeBudgets } from "../../../src/connections/budgets.ts";

/** Entries are written as a user would, in JSON. */
const decode = (json: string) => decodeBudgets(JSON.parse(json));
const idsOf = (json: string) => decode(json).budgets.map(({ id }) => id);

describe("switchyard.budgets", () => {
  it("are limits for a time, of which the user is warned unless more is said", () => {
    const { budgets, problem } = decode('[{ "usd": 5, "per": "day" }]');
    assert.equal(problem, undefined);
    assert.equal(JSON.stringify(budgets), '[{"id":"day","period":"day","limitUsd":5,"onceUsedUp":"warn"}]');
  });

  it("may be for a task, a client, an experiment, and say what happens then", () => {
    const { budgets } = decode(
      '[{ "usd": 0.5, "per": "month", "task": "chat", "client": " aider ", "experiment": "terse", "then": "cheaper" }]',
    );
    const [budget] = budgets;
    assert.equal(budget?.id, "month chat client aider experiment terse");
    assert.deepEqual(
      [budget.period, budget.limitUsd, budget.task, budget.client, budget.experiment, budget.onceUsedUp],
      ["month", 0.5, "chat", "aider", "terse", "cheaper"],
    );
  });

  it("have an id each, also when one that warns and one that stops cover the same", () => {
    const rows =
      '[{ "usd": 5, "per": "day" }, { "usd": 9, "per": "day", "then": "stop" }, { "usd": 1, "per": "total" }]';
    assert.deepEqual(idsOf(rows), ["day", "day, stop", "total"]);
  });

  it("tell a task from a client and an experiment of the same name", () => {
    const rows =
      '[{ "usd": 1, "per": "day", "task": "chat" }, { "usd": 1, "per": "day", "client": "chat" }, { "usd": 1, "per": "day", "experiment": "chat" }]';
    assert.deepEqual(idsOf(rows), ["day chat", "day client chat", "day experiment chat"]);
  });

  it("are reported when two differ in nothing but the amount, and the first one holds", () => {
    for (const then of ["", ', "then": "stop"']) {
      const rows = `[{ "usd": 7, "per": "day" }, { "usd": 5, "per": "day"${then} }, { "usd": 9, "per": "day"${then} }]`;
      const { budgets, problem } = decode(rows);
      assert.deepEqual(
        budgets.map(({ limitUsd }) => limitUsd),
        then === "" ? [7] : [7, 5],
      );
      assert.match(problem?.message ?? "", /^two budgets are for the same \(day\), the first one holds$/);
    }
  });

  it("hold also when one among them is malformed, which is reported", () => {
    const { budgets, problem } = decode('[{ "usd": "5", "per": "day" }, { "usd": 3, "per": "month", "then": "stop" }]');
    assert.deepEqual(
      budgets.map(({ id }) => id),
      ["month"],
    );
    assert.deepEqual(problem, {
      setting: "switchyard.budgets",
      message: 'at "0.usd": usd is a number of US dollars',
    });
  });

  const rows: readonly (readonly [json: string, message: string])[] = [
    ['[{ "usd": -1, "per": "day" }]', 'at "0.usd": usd is not negative'],
    ['[{ "usd": 1, "per": "week" }]', 'at "0.per": per is day, month or total'],
    ['[{ "usd": 1, "per": "day", "task": "cook" }]', 'at "0.task": a task is completion, chat, explain or embedding'],
    ['[{ "usd": 1, "per": "day", "client": " " }]', 'at "0.client": a client is named'],
    ['[{ "usd": 1, "per": "day", "then": "explode" }]', 'at "0.then": then is warn, cheaper or stop'],
    ['[{ "usd": 1, "per": "day", "limit": 3 }]', 'at "0.limit": "limit" is nothing that a budget has'],
    ["[5]", 'at "0": a budget is an object such as { "usd": 5, "per": "day", "then": "stop" }'],
    ["[[]]", 'at "0.usd": a budget is an object such as { "usd": 5, "per": "day", "then": "stop" }'],
    ['[{ "per": "day" }]', 'at "0.usd": a budget is an object such as { "usd": 5, "per": "day", "then": "stop" }'],
    ['{ "usd": 5, "per": "day" }', "a list of budgets is wanted"],
    ["null", "a list of budgets is wanted"],
    ['"5"', "a list of budgets is wanted"],
  ];
  for (const [json, message] of rows) {
    it(`refuses ${json}`, () => {
      const { budgets, problem } = decode(json);
      assert.deepEqual(budgets, []);
      assert.equal(problem?.message, message);
    });
  }
});
