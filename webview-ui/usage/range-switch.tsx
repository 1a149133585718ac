import type { UsageRange } from "../../src/spec/snapshot.ts";

const names: Readonly<Record<UsageRange, string>> = { today: "Today", week: "7 days", month: "30 days" };
const ranges: readonly UsageRange[] = ["today", "week", "month"];

interface RangeSwitchProps {
  readonly range: UsageRange;
  readonly choose: (range: UsageRange) => void;
}

/** The time the figures cover. */
export function RangeSwitch({ range, choose }: RangeSwitchProps) {
  return (
    <div class="ranges" role="group" aria-label="Time covered">
      {ranges.map((one) => (
        <button
          type="button"
          key={one}
          class={one === range ? "range chosen" : "range"}
          aria-pressed={one === range}
          onClick={() => choose(one)}
        >
          {names[one]}
        </button>
      ))}
    </div>
  );
}
