import { Icon } from "../../../shared/icon.tsx";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";
import { stateLine } from "../../parts/state-lines.tsx";
import { useAnswer } from "../../use-answer.ts";
import { Budget } from "./budget.tsx";
import "./budgets.css";

/** Every budget with what is spent of it and where that leads. */
export function BudgetsPage({ call, revisions, now }: PageProps) {
  const asked = useAnswer(call, "budgets", null, revisions.budgets);
  if (asked.kind !== "here") return stateLine(asked);
  const { budgets } = asked.value;
  if (budgets.length === 0) return <NoBudgets call={call} />;
  return (
    <>
      <div class="budgets-bar">
        <p class="quiet">Limits in US dollars on what calls may cost. What happens at a limit is part of the budget.</p>
        <button type="button" class="button secondary budgets-edit" onClick={() => void call("run", "openBudgets")}>
          <Icon name="settings-gear" /> <span>Edit budgets</span>
        </button>
      </div>
      <div class="dash-grid">
        {budgets.map((burn) => (
          <Budget key={burn.id} burn={burn} call={call} now={now.value} />
        ))}
      </div>
    </>
  );
}

function NoBudgets({ call }: Pick<PageProps, "call">) {
  return (
    <Card title="No budgets yet">
      <p class="budgets-text">
        A budget limits what calls may cost in a day, in a month or in all: for everything, for one task such as chat,
        or for one client. When it is used up it only warns, goes over to cheaper models, or stops what costs anything.
      </p>
      <p class="quiet budgets-text">
        For example <code>{'{ "usd": 20, "per": "month", "then": "warn" }'}</code> in the setting Budgets.
      </p>
      <div>
        <button type="button" class="button budgets-edit" onClick={() => void call("run", "openBudgets")}>
          <Icon name="add" /> <span>Make a budget</span>
        </button>
      </div>
    </Card>
  );
}
