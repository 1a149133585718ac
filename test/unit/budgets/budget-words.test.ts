import assert from "node:assert/strict";
import { budgetLine, budgetRow, usedUpMessage } from "../../../src/features/budgets/budget-words.ts";
import { clientNames } from "../../../src/features/gateway/client-names.ts";
import { budgetFigures, budgetNotice } from "../../../webview-ui/usage/budget-figures.ts";
import { standingOf } from "./standing-of.ts";

describe("a budget in words", () => {
  it("says what it covers", () => {
    const covers = (more: Parameters<typeof standingOf>[2]) => budgetRow(standingOf("within", 0, more)).covers;
    assert.equal(covers({}), "All calls");
    assert.equal(covers({ task: "completion" }), "Ghost text");
    assert.equal(covers({ task: "chat", client: "aider" }), "Chat, aider");
    assert.equal(covers({ experiment: "terse" }), "Experiment terse");
  });

  it("calls who asks as the dashboard does", () => {
    for (const client of ["editor", "gateway", "codex", "aider"]) {
      assert.equal(budgetRow(standingOf("within", 0, { client })).covers, clientNames[client]);
    }
    for (const client of ["nightly-report", "constructor"]) {
      assert.equal(budgetRow(standingOf("within", 0, { client })).covers, client);
    }
    const message = (client: string) => usedUpMessage(standingOf("over", 5, { client }));
    assert.match(message("codex"), /^Budget for Codex CLI used up/);
    assert.match(message("editor"), /^Budget for the editor used up/);
    assert.match(message("gateway"), /^Budget for unnamed programs used up/);
  });

  it("says what becomes of calls, for each way it may end", () => {
    const consequence = (state: "near" | "over", more: Parameters<typeof standingOf>[2]) =>
      budgetRow(standingOf(state, 4, more)).consequence;
    assert.deepEqual(
      (["warn", "cheaper", "stop"] as const).map((then) => [
        consequence("near", { onceUsedUp: then }),
        consequence("over", { onceUsedUp: then }),
      ]),
      [
        ["It only warns.", "Calls go on: it only warns."],
        ["The cheapest models come first now.", "Only models that cost nothing are used until midnight."],
        [
          "Once it is used up, only models that cost nothing are used.",
          "Only models that cost nothing are used until midnight.",
        ],
      ],
    );
    assert.equal(budgetRow(standingOf("within", 1)).consequence, undefined);
    assert.match(consequence("over", { period: "month" }) ?? "", /until next month/);
    assert.match(consequence("over", { period: "total" }) ?? "", /until you raise it/);
  });

  it("is told of when it is used up, in a message with its figures", () => {
    assert.equal(
      usedUpMessage(standingOf("over", 5.03, { task: "chat" })),
      "Budget for chat used up: $5.03 of $5.00 today. Only models that cost nothing are used until midnight.",
    );
    assert.equal(budgetLine(standingOf("near", 4.1)), "Budget for all calls nearly used up: $4.10 of $5.00 today.");
    assert.equal(budgetLine(standingOf("within", 4.1)), undefined);
  });

  it("says how many attempts have no known price, in both", () => {
    assert.equal(
      budgetLine(standingOf("near", 4.1, {}, 12)),
      "Budget for all calls nearly used up: $4.10 of $5.00 today, and 12 attempts of unknown price.",
    );
    assert.match(
      usedUpMessage(standingOf("over", 5.03, {}, 1)),
      /\$5\.00 today, and 1 attempt of unknown price\. Only/,
    );
  });
});

describe("a budget's figures in the usage panel", () => {
  const figures = (spentUsd: number, reservedUsd = 0, limitUsd = 5) =>
    budgetFigures({ ...budgetRow(standingOf("within", spentUsd, { limitUsd })), reservedUsd });

  it("are amounts and a share, rounded down", () => {
    assert.equal(figures(1.2), "$1.20 of $5.00 today, 24 %");
    assert.equal(figures(4.999), "$5.00 of $5.00 today, 99 %");
    assert.equal(figures(7.5), "$7.50 of $5.00 today, 150 %");
    assert.equal(figures(0.1 + 0.2, 0, 0.3), "$0.30 of $0.30 today, 100 %");
  });

  it("name what calls under way hold", () => {
    assert.equal(figures(1.2, 0.04), "$1.20 of $5.00 today, 24 %, $0.04 more held by calls under way");
  });

  it("name attempts of unknown price, which would make them higher", () => {
    const withUnpriced = (unpriced: number, reservedUsd = 0) =>
      budgetFigures({ ...budgetRow(standingOf("within", 1.2, {}, unpriced)), reservedUsd });
    assert.equal(withUnpriced(12), "$1.20 of $5.00 today, 24 %, and 12 attempts of unknown price");
    assert.equal(
      withUnpriced(1, 0.04),
      "$1.20 of $5.00 today, 24 %, $0.04 more held by calls under way, and 1 attempt of unknown price",
    );
  });

  it("are left to the card in a notice", () => {
    const notice = (state: "near" | "over", more: Parameters<typeof standingOf>[2]) =>
      budgetNotice(budgetRow(standingOf(state, 4.3, more)));
    assert.equal(notice("near", { task: "chat" }), "Chat: the budget for today is nearly used up, 86 %.");
    assert.equal(notice("over", { period: "total" }), "All calls: the total budget is used up.");
  });

  it("make sense of a budget of nothing", () => {
    assert.equal(figures(0, 0, 0), "$0 of $0 today, 0 %");
    assert.equal(figures(0.2, 0, 0), "$0.20 of $0 today, 100 %");
  });
});
