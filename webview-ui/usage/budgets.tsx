import type { BudgetRow } from "../../src/protocol/usage.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { Meter } from "../shared/meter.tsx";
import { budgetFigures, shareOf } from "./budget-figures.ts";

interface BudgetsProps {
  readonly rows: readonly BudgetRow[];
  readonly change: () => void;
}

const states = {
  within: { icon: "pass-filled", words: "Within", tone: "good" },
  near: { icon: "warning", words: "Nearly used up", tone: "low" },
  over: { icon: "error", words: "Used up", tone: "bad" },
} as const satisfies Readonly<Record<BudgetRow["state"], object>>;

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
  const { icon, words, tone } = states[row.state];
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
      <Meter
        label={`Budget, ${row.covers} ${row.period}`}
        value={row.spentUsd}
        most={row.limitUsd}
        share={Math.min(1, shareOf(row))}
        words={figures}
        tone={tone}
      />
      <p class="quiet figures-line">{figures}</p>
      {row.consequence !== undefined && <p>{row.consequence}</p>}
    </li>
  );
}
