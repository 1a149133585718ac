import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type {
  DashboardChange,
  DashboardPage,
  DashboardPlace,
  DashboardStart,
  DashboardSurface,
} from "../../src/protocol/dashboard/surface.ts";
import type { Grain, Scope, Span } from "../../src/spec/series.ts";
import type { Memory } from "../shared/host.ts";
import { asking, type Asked } from "./asking.ts";
import { callsFilter, remembered, type Left } from "./memory.ts";
import type { PageProps } from "./page-props.ts";
import { grainFor } from "./time/grain.ts";
import { spanOf, startOfDay, type Period } from "./time/period.ts";

/** What the shell knows and decides. */
export interface DashboardStore {
  /** Missing until the host answered. */
  readonly start: ReadonlySignal<DashboardStart | undefined>;
  /** Why it has not answered, while it has not. */
  readonly trouble: ReadonlySignal<Extract<Asked<never>, { kind: "failed" }> | undefined>;
  readonly page: ReadonlySignal<DashboardPage>;
  readonly period: ReadonlySignal<Period>;
  readonly zoomed: ReadonlySignal<Span | undefined>;
  readonly span: ReadonlySignal<Span>;
  readonly grain: ReadonlySignal<Grain>;
  readonly scope: ReadonlySignal<Scope>;
  readonly left: PageProps["left"];
  /** When the figures that show were answered, in Unix milliseconds. */
  readonly asOf: ReadonlySignal<number | undefined>;
  readonly revisions: Readonly<Record<DashboardChange, ReadonlySignal<number>>>;
  readonly call: PageProps["call"];
  /** Asks for what every page needs. */
  open(): void;
  /** Takes what every page needs. The first time it says where to begin. */
  begin(start: DashboardStart): void;
  go(place: DashboardPlace): void;
  setPeriod(period: Period): void;
  setGrain(grain: Grain): void;
  setScope(scope: Scope): void;
  zoom(span: Span | undefined): void;
  /** The host told of changes. */
  changed(changes: readonly DashboardChange[]): void;
}

/** The calls whose answers are figures. */
const figures: ReadonlySet<keyof DashboardSurface["calls"]> = new Set([
  "series",
  "latency",
  "failures",
  "acceptance",
  "health",
  "calls",
  "budgets",
  "accounts",
  "experiments",
  "prices",
  "data",
]);

/** @param now the time in Unix milliseconds, as it moves. */
export function createDashboardStore(
  ask: PageProps["call"],
  memory: Memory,
  now: ReadonlySignal<number>,
): DashboardStore {
  const kept = remembered(memory.get());
  const start = signal<DashboardStart | undefined>(undefined);
  const page = signal(kept.page);
  const period = signal(kept.period);
  const chosenGrain = signal(kept.grain);
  const scope = signal(kept.scope);
  const left = signal<Left>(kept.left);
  const trouble = signal<DashboardStore["trouble"]["value"]>(undefined);
  const zoomed = signal<Span | undefined>(undefined);
  const asOf = signal<number | undefined>(undefined);
  const revisions = createRevisions();

  // Only with a new day or an older first call there is a new span, so that nothing is asked again each second.
  const today = computed(() => startOfDay(now.value));
  const oldestDay = computed(() => {
    const oldest = start.value?.oldestAt;
    return oldest === undefined ? undefined : startOfDay(oldest);
  });
  const span = computed(() => zoomed.value ?? spanOf(period.value, today.value, oldestDay.value));
  const grain = computed(() => grainFor(span.value, chosenGrain.value));

  effect(() => {
    const grainKept = chosenGrain.value;
    const places = { page: page.value, period: period.value, scope: scope.value, left: left.value };
    memory.set({ ...places, ...(grainKept && { grain: grainKept }) });
  });

  const go = ({ page: next, filter }: DashboardPlace) => {
    batch(() => {
      page.value = next;
      if (filter !== undefined) left.value = { ...left.peek(), [callsFilter]: filter };
    });
  };
  const begin = (next: DashboardStart) => {
    batch(() => {
      trouble.value = undefined;
      // Later on the user is where they went meanwhile.
      if (!start.peek() && next.place) go(next.place);
      start.value = next;
    });
  };

  return {
    start,
    trouble,
    page,
    period,
    zoomed,
    span,
    grain,
    scope,
    left,
    asOf,
    revisions,
    async call(name, argument) {
      const answer = await ask(name, argument);
      if (figures.has(name)) asOf.value = now.peek();
      return answer;
    },
    open() {
      asking(
        () => ask("ready", null),
        (asked) => {
          if (asked.kind === "here") begin(asked.value);
          else if (asked.kind === "failed") trouble.value = asked;
        },
      );
    },
    begin,
    go,
    setPeriod(next) {
      batch(() => {
        period.value = next;
        zoomed.value = undefined;
      });
    },
    setGrain: (next) => void (chosenGrain.value = next),
    setScope: (next) => void (scope.value = next),
    zoom: (next) => void (zoomed.value = next),
    changed(changes) {
      batch(() => {
        for (const change of changes) revisions[change].value += 1;
      });
    },
  };
}

function createRevisions(): Readonly<Record<DashboardChange, Signal<number>>> {
  return {
    usage: signal(0),
    health: signal(0),
    budgets: signal(0),
    accounts: signal(0),
    prices: signal(0),
    settings: signal(0),
  };
}
