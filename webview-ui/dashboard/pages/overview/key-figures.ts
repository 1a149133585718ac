import { count, dollars, percent, plural } from "../../../shared/figures.ts";
import type { KeyFigure } from "../../parts/figure-grid.tsx";
import { changeOf, pointsOf } from "./change.ts";
import { successShare, type OverviewSums } from "./overview-sums.ts";

/** The figures that are looked for first. */
export function keyFigures(now: OverviewSums, before: OverviewSums | undefined): readonly KeyFigure[] {
  const { usage, calls } = now;
  // Nothing before is nothing to compare with.
  const past = before && before.usage.attempts + (before.calls?.calls ?? 0) > 0 ? before : undefined;
  const against = (value: (of: OverviewSums) => number | undefined, words: (value: number) => string) => {
    const [mine, other] = [value(now), past && value(past)];
    const change = mine === undefined || other === undefined ? undefined : changeOf(mine, other);
    return change && other !== undefined ? { change: { change, before: words(other) } } : {};
  };
  const success = successShare(calls ?? usage);
  const counted = calls ? "call" : "attempt";
  return [
    {
      name: "Spend",
      value: spendWords(now),
      note: spendNote(now),
      ...against(({ usage: { usd } }) => usd, dollars),
    },
    {
      name: calls ? "Calls" : "Attempts",
      value: (calls?.calls ?? usage.attempts).toLocaleString("en-US"),
      note: `${count((calls ?? usage).cancelled)} cancelled`,
      ...against((of) => (calls ? of.calls?.calls : of.usage.attempts), count),
    },
    {
      name: "Success",
      value: success === undefined ? "–" : percent(success),
      note: success === undefined ? "nothing finished yet" : `${plural((calls ?? usage).failed, counted)} failed`,
      ...successChange(now, past),
    },
    {
      name: "Tokens in",
      value: `${usage.estimated > 0 ? "~" : ""}${count(usage.input)}`,
      note: usage.input === 0 ? "none" : `${percent(usage.cacheRead / usage.input)} cached`,
      ...against((of) => of.usage.input, count),
    },
    {
      name: "Tokens out",
      value: `${usage.estimated > 0 ? "~" : ""}${count(usage.output)}`,
      note: usage.reasoning > 0 ? `${count(usage.reasoning)} reasoning` : "no reasoning",
      ...against((of) => of.usage.output, count),
    },
    {
      name: "Saved by caching",
      value: savedWords(usage.cacheSavedUsd),
      note: usage.cacheSavedUsd < 0 ? "writing cost more than reading saved" : "US dollars",
      ...against((of) => of.usage.cacheSavedUsd, dollars),
    },
    ...(calls
      ? [
          {
            name: "Failovers",
            value: count(calls.failovers),
            note: calls.failovers === 0 ? "no call had to move on" : "calls that moved on",
            ...against((of) => of.calls?.failovers, count),
          },
        ]
      : []),
  ];
}

function successChange(now: OverviewSums, past: OverviewSums | undefined): Pick<KeyFigure, "change"> {
  const mine = successShare(now.calls ?? now.usage);
  const other = past && successShare((now.calls ? past.calls : past.usage) ?? { succeeded: 0, failed: 0 });
  if (mine === undefined || other === undefined) return {};
  return { change: { change: pointsOf(mine, other), before: percent(other) } };
}

function savedWords(usd: number): string {
  return usd < 0 ? `−${dollars(-usd)}` : dollars(usd);
}

/** What is known of the spend, with a mark where part of it rests on estimates. */
function spendWords({ usage: { usd, unpriced, estimated } }: OverviewSums): string {
  if (usd === 0 && unpriced > 0) return "unknown";
  return `${estimated > 0 && usd > 0 ? "~" : ""}${dollars(usd)}`;
}

function spendNote({ usage: { usd, unpriced, estimated } }: OverviewSums): string {
  if (unpriced > 0) return `plus ${plural(unpriced, "attempt")} of unknown price`;
  return estimated > 0 && usd > 0 ? `${plural(estimated, "attempt")} estimated` : "US dollars";
}
