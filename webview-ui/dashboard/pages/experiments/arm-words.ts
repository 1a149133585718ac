import type { ArmRow } from "../../../../src/protocol/dashboard/experiments.ts";
import { dollars, percent } from "../../../shared/figures.ts";

/** Share of its attempts that succeeded, of those that were decided; undefined where none was. */
export function successShare({ succeeded, failed }: ArmRow): number | undefined {
  const decided = succeeded + failed;
  return decided > 0 ? succeeded / decided : undefined;
}

/** US dollars for each success; undefined where there is none, or where a price is unknown and it would be a guess. */
export function costPerSuccess({ usd, succeeded, unpriced }: ArmRow): number | undefined {
  return succeeded > 0 && unpriced === 0 ? usd / succeeded : undefined;
}

/** Share of shown ghost text that was accepted; undefined where none was shown. */
export function acceptedShare({ shown, accepted }: ArmRow): number | undefined {
  return shown > 0 ? accepted / shown : undefined;
}

/** A share in words, with what it is of, so that two of three do not look like two thirds of a thousand. */
export function shareWords(share: number | undefined, of: number): string {
  return share === undefined ? "–" : `${percent(share)} of ${of.toLocaleString("en-US")}`;
}

/** What an arm cost, as far as it is known. */
export function costWords({ usd, unpriced, attempts }: ArmRow): string {
  if (unpriced === 0) return dollars(usd);
  return unpriced >= attempts ? "unknown" : `${dollars(usd)} and ${unpriced} unpriced`;
}
