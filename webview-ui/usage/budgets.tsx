import type { BudgetRow } from "../../src/protocol/usage.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { budgetFigures, shareOf } from "./budget-figures.ts";

interface BudgetsProps {
  readonly rows: readonly BudgetRow[];
  readonly change: () => void;
}

const states: Readonly<Record<BudgetRow["state"], { readonly icon: string; readonly words: string }>> = {
  within: { icon: "pass-filled", words: "Within" },
  near: { icon: "warning", words: "Nearly used up" },
  over: { icon: "error", words: "Used up" },
};

/** Every budget as a bar, with its state and its figures in words. */
export function Budgets({ rows, change }: BudgetsProps) {
  return (
    <section class="card">
      <div class="card-head">
        <h3>Budgets</h3>
        <IconButton icon="settings-gear" label="Change the budgets" onClick={change} />
      </div>
      <ul class="plain">
        {rows.map((row) => (
          <Budget key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Budget({ row }: { readonly row: BudgetRow }) {
  const { icon, words } = states[row.state];
  const figures = budgetFigures(row);
  return (
    <li class={`budget ${row.state}`}>
      <div class="budget-head">
        <Icon name={icon} />
        <span class="name ellipsis" title={row.covers}>
          {row.covers}
        </span>
        <span class="state">{words}</span>
      </div>
      <div
        class="budget-bar"
        role="meter"
        aria-label={`Budget, ${row.covers} ${row.period}`}
        aria-valuemin={0}
        aria-valuemax={row.limitUsd}
        aria-valuenow={Math.min(row.spentUsd, row.limitUsd)}
        aria-valuetext={figures}
      >
        <span style={{ width: `${Math.min(1, shareOf(row)) * 100}%` }} />
      </div>
      <p class="quiet figures-line">{figures}</p>
      {row.consequence !== undefined && <p>{row.consequence}</p>}
    </li>
  );
}
