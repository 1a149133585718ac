import "./meter.css";

interface MeterBarProps {
  /** How much of it is filled, from 0 to 1. */
  readonly share: number;
  readonly tone: "good" | "low" | "bad";
}

interface MeterProps extends MeterBarProps {
  /** What it measures. */
  readonly label: string;
  readonly value: number;
  readonly most: number;
  /** The value as a person says it. */
  readonly words: string;
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

/** The bar alone, at a figure that says the same. */
export function MeterBar({ share, tone }: MeterBarProps) {
  return (
    <span class={`meter ${tone}`} aria-hidden="true">
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}
