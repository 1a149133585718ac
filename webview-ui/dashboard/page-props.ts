import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Client } from "../../src/protocol/client.ts";
import type { DashboardPlace, DashboardStart, DashboardSurface } from "../../src/protocol/dashboard/surface.ts";
import type { Grain, Scope, Span } from "../../src/spec/series.ts";
import type { Left } from "./memory.ts";
import type { Revisions } from "./use-answer.ts";

/** What every page is given. The shell shows its name as the heading; a page begins with its cards. */
export interface PageProps {
  readonly call: Client<DashboardSurface>["call"];
  readonly start: ReadonlySignal<DashboardStart>;
  /** The time that is looked at: a chosen period, or a stretch of it that was zoomed to. */
  readonly span: ReadonlySignal<Span>;
  /** What was chosen, where it fits the span, or else what suits it. */
  readonly grain: ReadonlySignal<Grain>;
  /** What the figures are narrowed to; empty for all. */
  readonly scope: ReadonlySignal<Scope>;
  /** Narrows the span to a part of it; undefined goes back to the period. */
  readonly zoom: (span: Span | undefined) => void;
  /** What was chosen on pages. It outlives them, and the window's reload. */
  readonly left: Signal<Left>;
  /** Grow with each change of their kind, so that a page asks again. */
  readonly revisions: Revisions;
  readonly now: ReadonlySignal<number>;
  readonly go: (place: DashboardPlace) => void;
}
