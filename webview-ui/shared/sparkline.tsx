import { linePaths } from "./sparkline-path.ts";

interface SparklineProps {
  /** Ascending in time; null where there is nothing to show. */
  readonly values: readonly (number | null)[];
  /** When each of them was; evenly spaced where it is missing. */
  readonly at?: readonly number[];
  /** What it shows, in words with figures, because a line says nothing to a screen reader. */
  readonly label: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** A line as small as a word. It begins at zero, so that its height means something. Its colour is the text's. */
export function Sparkline({ values, at, label, width = 96, height = 20 }: SparklineProps) {
  const { line, dots } = linePaths(values, width, height, at);
  return (
    <svg
      class="sparkline"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <path d={line} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
      {dots.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="1.5" fill="currentColor" />
      ))}
    </svg>
  );
}
