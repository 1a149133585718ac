import "./meter.css";

interface MeterProps {
  /** What it measures. */
  readonly label: string;
  readonly value: number;
  readonly most: number;
  /** How much of it is filled, from 0 to 1. */
  readonly share: number;
  /** The value as a person says it. */
  readonly words: string;
  readonly tone: "good" | "low" | "bad";
}

/** A bar that is filled as far as a value goes. What it means stands beside it in words. */
export function Meter({ label, value, most, share, words, tone }: MeterProps) {
  return (
    <span
      class={`meter ${tone}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.min(Math.max(0, value), most)}
      aria-valuetext={words}
    >
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}
