import type { PageProps } from "../../page-props.ts";
import { Choice } from "../../parts/choice.tsx";
import { splitNames, splits } from "../../parts/names.ts";
import { leftChoice } from "../../parts/left.ts";
import { NothingUsed } from "../../parts/nothing-used.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { scoped } from "../../shell/scope.ts";
import { useAnswer } from "../../use-answer.ts";
import { FailureCards } from "./failure-cards.tsx";
import { quantileNames, quantiles, type Quantile } from "./latency-lines.ts";
import { PartCharts, PartFigures, WholeCharts } from "./latency-cards.tsx";
import "./speed.css";

const options = [
  { value: "none", name: "Whole calls" } as const,
  ...splits.map((value) => ({ value, name: splitNames[value] })),
];

const explained: Readonly<Record<Quantile, string>> = {
  p50: "P50: half of them lie at or below it.",
  p95: "P95: 95 of 100 lie at or below it.",
  p99: "P99: 99 of 100 lie at or below it.",
};

/** How long answers take, by whom, and how often they fail. */
export function SpeedPage(props: PageProps) {
  const { call, revisions } = props;
  const [split, chooseSplit] = leftChoice(props, "speed-split", ["model", "none", ...splits]);
  const [quantile, chooseQuantile] = leftChoice(props, "speed-quantile", quantiles);
  const asked = { span: props.span.value, grain: props.grain.value, ...scoped(props.scope.value) };
  const routes = useAnswer(call, "series", { ...asked, split: "route" }, revisions.usage);
  if (routes.kind === "here" && routes.value.parts.every(({ totals }) => totals.attempts === 0)) {
    return <NothingUsed {...props} />;
  }
  return (
    <>
      <div class="speed-controls">
        <Choice label="By" options={options} chosen={split} choose={chooseSplit} />
        {split !== "none" && (
          <Segmented
            label="Quantile"
            options={quantiles}
            names={quantileNames}
            chosen={quantile}
            choose={chooseQuantile}
          />
        )}
        <span class="quiet">{explained[split === "none" ? "p95" : quantile]}</span>
      </div>
      {/* Figures of whole calls are not told apart by model, and those below are. */}
      <div class="speed-charts">
        {split === "none" ? <WholeCharts {...props} /> : <PartCharts {...props} split={split} quantile={quantile} />}
      </div>
      <div class="dash-grid">
        <PartFigures {...props} split={split === "none" ? "model" : split} />
      </div>
      <div class="dash-grid">
        <FailureCards {...props} routes={routes} />
      </div>
    </>
  );
}
