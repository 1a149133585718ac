import type { BudgetBurn } from "../../../../src/protocol/dashboard/budgets.ts";
import { dollars, plural } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import { Meter } from "../../../shared/meter.tsx";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { PageProps } from "../../page-props.ts";
import { saving } from "../../parts/export-button.tsx";
import { burnSeries } from "./burn-series.ts";
import { leftWords, paceWords } from "./burn-words.ts";

interface BudgetProps extends Pick<PageProps, "call"> {
  readonly burn: BudgetBurn;
  readonly now: number;
}

const states = {
  within: { icon: "pass-filled", words: "Within", tone: "good" },
  near: { icon: "warning", words: "Nearly used up", tone: "low" },
  over: { icon: "error", words: "Used up", tone: "bad" },
} as const satisfies Readonly<Record<BudgetBurn["state"], object>>;

/** One budget: its state, its meter, where it is going, and its way there. */
export function Budget({ burn, call, now }: BudgetProps) {
  const { grain, starts, series, running } = burnSeries(burn, now);
  return (
    <TimeChart
      title={`${burn.covers}, ${burn.period}`}
      unit="usd"
      grain={grain}
      form="lines"
      starts={starts}
      series={series}
      rest={running}
      exportName={`budget-${burn.id.replace(/[^\w-]+/g, "-").slice(0, 60)}`}
      save={saving(call)}
      lead={<Standing burn={burn} now={now} />}
    />
  );
}

function Standing({ burn, now }: Pick<BudgetProps, "burn" | "now">) {
  const { state, spentUsd, limitUsd, reservedUsd, unpriced, consequence } = burn;
  const { icon, words, tone } = states[state];
  return (
    <div class={`budgets-standing ${state}`}>
      <div class="budgets-head">
        <span class="budgets-state">
          <Icon name={icon} /> <span>{words}</span>
        </span>
        <span class="budgets-figure">
          <strong>{dollars(spentUsd)}</strong> of {dollars(limitUsd)}
        </span>
      </div>
      <Meter
        label={`Spent of the budget, ${burn.covers} ${burn.period}`}
        value={spentUsd}
        most={limitUsd}
        share={shareOf(burn)}
        words={`${dollars(spentUsd)} of ${dollars(limitUsd)}, ${leftWords(burn)}`}
        tone={tone}
      />
      <p class="quiet budgets-text">
        {leftWords(burn)}
        {reservedUsd > 0 && ` · ${dollars(reservedUsd)} held by calls under way`}
      </p>
      <p class="budgets-text">{paceWords(burn, now)}</p>
      {consequence !== undefined && <p class="budgets-text">{consequence}</p>}
      {unpriced > 0 && (
        <p class="budgets-text budgets-unpriced">
          <Icon name="question" />
          <span>{plural(unpriced, "attempt")} of unknown price are not in it: the true sum is higher.</span>
        </p>
      )}
    </div>
  );
}

/** As a part of 1. A limit of $0 is used up by anything. */
function shareOf({ limitUsd, spentUsd }: BudgetBurn): number {
  if (limitUsd > 0) return Math.min(1, spentUsd / limitUsd);
  return spentUsd > 0 ? 1 : 0;
}
