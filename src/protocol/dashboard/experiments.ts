import type { Quantiles } from "../../spec/series.ts";

/** One arm of an experiment: the calls that one model answered. */
export interface ArmRow {
  readonly model: string;
  readonly attempts: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly usd: number;
  /** Attempts with tokens whose price is unknown; when not 0, the true cost is higher than `usd`. */
  readonly unpriced: number;
  readonly firstToken?: Quantiles;
  readonly shown: number;
  readonly accepted: number;
}

export interface ExperimentRow {
  readonly name: string;
  readonly lastAt: number;
  readonly arms: readonly ArmRow[];
}

export interface ExperimentsView {
  readonly experiments: readonly ExperimentRow[];
}
