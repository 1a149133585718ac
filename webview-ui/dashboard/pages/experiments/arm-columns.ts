import type { ArmRow } from "../../../../src/protocol/dashboard/experiments.ts";
import { count, dollars, duration } from "../../../shared/figures.ts";
import type { Column } from "../../parts/columns.ts";
import { acceptedShare, costPerSuccess, costWords, shareWords, successShare } from "./arm-words.ts";

/** What is compared between the arms of an experiment. */
export const armColumns: readonly Column<ArmRow>[] = [
  { key: "model", title: "Model", exported: "model", value: ({ model }) => model },
  {
    key: "attempts",
    title: "Attempts",
    numeric: true,
    exported: "attempts",
    value: ({ attempts }) => attempts,
    cell: ({ attempts }) => count(attempts),
  },
  {
    key: "success",
    title: "Succeeded",
    numeric: true,
    exported: "success_share",
    value: (arm) => successShare(arm) ?? null,
    cell: (arm) => shareWords(successShare(arm), arm.succeeded + arm.failed),
  },
  {
    key: "cost",
    title: "Cost",
    numeric: true,
    exported: "cost_usd",
    value: ({ usd }) => usd,
    cell: costWords,
  },
  {
    key: "each",
    title: "Cost per success",
    numeric: true,
    exported: "cost_per_success_usd",
    hint: "Not told where a price is unknown",
    value: (arm) => costPerSuccess(arm) ?? null,
    cell: (arm) => {
      const usd = costPerSuccess(arm);
      return usd === undefined ? "–" : dollars(usd);
    },
  },
  {
    key: "p50",
    title: "First token P50",
    numeric: true,
    exported: "first_token_p50_ms",
    hint: "Half of the answers began sooner",
    value: ({ firstToken }) => firstToken?.p50 ?? null,
    cell: ({ firstToken }) => (firstToken ? duration(firstToken.p50) : "–"),
  },
  {
    key: "p95",
    title: "First token P95",
    numeric: true,
    exported: "first_token_p95_ms",
    hint: "One answer in twenty began later",
    value: ({ firstToken }) => firstToken?.p95 ?? null,
    cell: ({ firstToken }) => (firstToken ? duration(firstToken.p95) : "–"),
  },
  {
    key: "accepted",
    title: "Ghost text accepted",
    numeric: true,
    exported: "accepted_share",
    value: (arm) => acceptedShare(arm) ?? null,
    cell: (arm) => shareWords(acceptedShare(arm), arm.shown),
  },
];
