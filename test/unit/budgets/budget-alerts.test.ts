import assert from "node:assert/strict";
import { BudgetAlerts } from "../../../src/features/budgets/budget-alerts.ts";
import type { BudgetStanding } from "../../../src/spec/budget.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { standingOf } from "./standing-of.ts";

/** Alerts over a clock and a keyboard; what was told survives in `memory`, as over a restart. */
function setUp(memory = new Map<string, string>(), clock = createFakeClock(new Date(2026, 2, 5, 14).getTime())) {
  const shown: string[] = [];
  let editedAt = 0;
  const alerts = new BudgetAlerts({
    clock,
    lastEditAt: () => editedAt,
    told: { get: (id) => memory.get(id), set: (id, occasion) => void memory.set(id, occasion) },
    show: ({ budget }) => void shown.push(budget.id),
  });
  return { alerts, clock, memory, shown, type: () => (editedAt = clock.now()) };
}

const over = (more: Partial<BudgetStanding["budget"]> = {}) => standingOf("over", 5.03, more);

describe("the warning about a budget", () => {
  it("comes when it is used up, and not before", () => {
    const { alerts, shown } = setUp();
    alerts.changed(standingOf("near", 4.1));
    alerts.changed(standingOf("within", 1));
    assert.deepEqual(shown, []);
    alerts.changed(over());
    assert.deepEqual(shown, ["day"]);
  });

  it("waits until nobody typed for three seconds", async () => {
    const { alerts, clock, shown, type } = setUp();
    type();
    alerts.changed(over());
    await clock.advance(2_000);
    type();
    await clock.advance(2_999);
    assert.deepEqual(shown, []);
    await clock.advance(1);
    assert.deepEqual(shown, ["day"]);
    assert.equal(clock.pending(), 0);
  });

  it("does not come when the budget was raised meanwhile", async () => {
    const { alerts, clock, shown, type } = setUp();
    type();
    alerts.changed(over());
    alerts.changed(standingOf("within", 5.03, { limitUsd: 10 }));
    await clock.advance(10_000);
    assert.deepEqual(shown, []);
    assert.equal(clock.pending(), 0);
  });

  it("comes once, also after a restart", () => {
    const { alerts, clock, memory, shown } = setUp();
    alerts.changed(over());
    alerts.changed(over());
    const again = setUp(memory, clock);
    again.alerts.changed(over());
    assert.deepEqual([shown, again.shown], [["day"], []]);
  });

  it("comes again in the next period, and when a raised limit is used up too", async () => {
    const { alerts, clock, shown } = setUp();
    alerts.changed(over());
    alerts.changed(over({ limitUsd: 8 }));
    assert.equal(shown.length, 2);
    await clock.advance(24 * 3_600_000);
    alerts.changed(over({ limitUsd: 8 }));
    assert.equal(shown.length, 3);
    // A budget for a month has not begun anew.
    alerts.changed(over({ id: "month", period: "month" }));
    await clock.advance(24 * 3_600_000);
    alerts.changed(over({ id: "month", period: "month" }));
    assert.equal(shown.length, 4);
  });

  it("comes for each of several budgets", async () => {
    const { alerts, clock, shown, type } = setUp();
    type();
    alerts.changed(over());
    alerts.changed(over({ id: "total", period: "total" }));
    await clock.advance(3_000);
    assert.deepEqual(shown, ["day", "total"]);
  });

  it("is not shown any more once it is disposed of", async () => {
    const { alerts, clock, shown, type } = setUp();
    type();
    alerts.changed(over());
    alerts.dispose();
    await clock.advance(10_000);
    assert.deepEqual(shown, []);
  });
});
