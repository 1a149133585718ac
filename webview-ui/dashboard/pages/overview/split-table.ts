import type { UsageSeries, UsageSums } from "../../../../src/spec/series.ts";
import { count, dollars, percent } from "../../../shared/figures.ts";
import type { Column } from "../../parts/columns.ts";
import { successShare } from "./overview-sums.ts";

/** A part of the split as a line. */
export interface SplitRow extends UsageSums {
  /** The ledger's name for it. */
  readonly part: string;
  readonly name: string;
  /** Of all that was spent, from 0 to 1; of all tokens where nothing was. */
  readonly share: number;
}

export function splitRows({ parts }: Pick<UsageSeries, "parts">, names: readonly string[]): readonly SplitRow[] {
  const usd = parts.reduce((sum, { totals }) => sum + totals.usd, 0);
  const tokens = parts.reduce((sum, { totals }) => sum + tokensOf(totals), 0);
  return parts.map(({ name, totals }, place) => ({
    ...totals,
    part: name,
    name: names[place] ?? "",
    share: usd > 0 ? totals.usd / usd : tokens > 0 ? tokensOf(totals) / tokens : 0,
  }));
}

/** @param title what the rows are, such as `Model`. */
export function splitColumns(title: string): readonly Column<SplitRow>[] {
  return [
    { key: "name", title, value: ({ name }) => name },
    {
      key: "spend",
      title: "Spend",
      exported: "spend_usd",
      numeric: true,
      hint: "US dollars, as far as prices are known",
      value: ({ usd, unpriced }) => (usd === 0 && unpriced > 0 ? null : usd),
      cell: spendCell,
    },
    { key: "share", title: "Share", numeric: true, value: ({ share }) => share, cell: ({ share }) => percent(share) },
    {
      key: "attempts",
      title: "Attempts",
      numeric: true,
      hint: "A call that moved on, or had a second one beside it, is more than one attempt",
      value: ({ attempts }) => attempts,
      cell: ({ attempts }) => count(attempts),
    },
    {
      key: "success",
      title: "Success",
      numeric: true,
      value: (row) => successShare(row) ?? null,
      cell: (row) => shareWords(successShare(row)),
    },
    {
      key: "input",
      title: "Tokens in",
      exported: "input_tokens",
      numeric: true,
      value: ({ input }) => input,
      cell: ({ input, estimated }) => `${estimated > 0 ? "~" : ""}${count(input)}`,
    },
    {
      key: "output",
      title: "Tokens out",
      exported: "output_tokens",
      numeric: true,
      value: ({ output }) => output,
      cell: ({ output, estimated }) => `${estimated > 0 ? "~" : ""}${count(output)}`,
    },
    {
      key: "per-attempt",
      title: "Per attempt",
      exported: "usd_per_attempt",
      numeric: true,
      hint: "US dollars an attempt of known price",
      value: perAttempt,
      cell: (row) => dollarsOf(perAttempt(row)),
    },
    {
      key: "per-million",
      title: "Per 1M tokens",
      exported: "usd_per_million_tokens",
      numeric: true,
      hint: "US dollars a million tokens, in and out together",
      value: perMillion,
      cell: (row) => dollarsOf(perMillion(row)),
    },
  ];
}

function spendCell({ usd, unpriced, estimated }: SplitRow): string {
  if (usd === 0 && unpriced > 0) return "unknown";
  return `${estimated > 0 && usd > 0 ? "~" : ""}${dollars(usd)}${unpriced > 0 ? " +" : ""}`;
}

function perAttempt({ usd, attempts, unpriced }: SplitRow): number | null {
  return attempts > unpriced ? usd / (attempts - unpriced) : null;
}

/** Not where some tokens have no price: the sum would be too low for them all. */
function perMillion(row: SplitRow): number | null {
  const tokens = tokensOf(row);
  return row.unpriced > 0 || tokens === 0 ? null : (row.usd / tokens) * 1_000_000;
}

function tokensOf({ input, output }: UsageSums): number {
  return input + output;
}

function dollarsOf(usd: number | null): string {
  return usd === null ? "–" : dollars(usd);
}

function shareWords(share: number | undefined): string {
  return share === undefined ? "–" : percent(share);
}
