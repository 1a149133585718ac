import { dollars } from "../../../shared/figures.ts";
import { signedDollars } from "./money.ts";

/** A part of 1 below which a difference has no figure worth reading. */
const smallest = 0.001;

/** By how much the provider's figure is above what was metered here. */
export interface Difference {
  readonly usd: number;
  /** As a part of what the provider says; missing where it says $0. */
  readonly share?: number;
}

/** Both in US dollars. Less than a hundredth of a cent is rounding and no difference. */
export function difference(reportedUsd: number, meteredUsd: number): Difference {
  const exact = reportedUsd - meteredUsd;
  const usd = Math.abs(exact) < 0.0001 ? 0 : exact;
  return { usd, ...(reportedUsd > 0 && { share: usd / reportedUsd }) };
}

/** `+$0.40, +3.2%`; without per cent where there is nothing to take them of. */
export function differenceFigure({ usd, share }: Difference): string {
  return share === undefined ? signedDollars(usd) : `${signedDollars(usd)}, ${signedPercent(share)}`;
}

/** What a difference means: `The provider counts $0.40 more than was metered here (3.2%).` */
export function differenceWords({ usd, share }: Difference): string {
  if (usd === 0) return "Both agree.";
  const part = share === undefined ? "" : ` (${unsigned(share)})`;
  return `The provider counts ${dollars(Math.abs(usd))} ${usd > 0 ? "more" : "less"} than was metered here${part}.`;
}

/** `+3.2%`, `−12%`, `0%`. */
export function signedPercent(share: number): string {
  if (share === 0) return "0%";
  if (Math.abs(share) < smallest) return unsigned(share);
  return `${share > 0 ? "+" : "−"}${unsigned(share)}`;
}

function unsigned(share: number): string {
  const percent = Math.abs(share) * 100;
  if (percent < smallest * 100) return "under 0.1%";
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent).toLocaleString("en-US")}%`;
}
