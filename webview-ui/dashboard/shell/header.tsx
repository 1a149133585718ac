import type { ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import { Icon } from "../../shared/icon.tsx";
import { pages } from "../pages.tsx";
import { Choice } from "../parts/choice.tsx";
import { Segmented } from "../parts/segmented.tsx";
import type { DashboardStore } from "../store.ts";
import { grainNames, grainsFor } from "../time/grain.ts";
import { periodNames, periods } from "../time/period.ts";
import { spanName } from "../time/words.ts";
import { AsOf } from "./as-of.tsx";
import { ScopeBar } from "./scope-bar.tsx";

interface HeaderProps {
  readonly store: DashboardStore;
  readonly start: ReadonlySignal<DashboardStart>;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** The page's name, and what its figures cover. */
export function Header({ store, start, heading }: HeaderProps) {
  const { title, takes } = pages[store.page.value];
  return (
    <header class="shell-header">
      <div class="shell-head">
        <h1 class="shell-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <AsOf store={store} />
      </div>
      {takes.length > 0 && (
        <div class="shell-controls">
          {takes.includes("period") && <PeriodSwitch store={store} />}
          {takes.includes("grain") && <GrainChoice store={store} />}
          {takes.includes("scope") && (
            <ScopeBar scope={store.scope.value} start={start.value} change={store.setScope} />
          )}
        </div>
      )}
    </header>
  );
}

function PeriodSwitch({ store }: Pick<HeaderProps, "store">) {
  const zoomed = store.zoomed.value;
  return (
    <>
      <Segmented
        label="Time covered"
        options={periods}
        names={periodNames}
        chosen={zoomed ? undefined : store.period.value}
        choose={store.setPeriod}
      />
      {zoomed && (
        <button
          type="button"
          class="dash-chip"
          title={`Back to ${periodNames[store.period.value]}`}
          onClick={() => store.zoom(undefined)}
        >
          <Icon name="zoom-in" />
          <span>{spanName(zoomed)}</span>
          <Icon name="close" />
          <span class="spoken">, zoomed; back to {periodNames[store.period.value]}</span>
        </button>
      )}
    </>
  );
}

function GrainChoice({ store }: Pick<HeaderProps, "store">) {
  const offered = grainsFor(store.span.value);
  if (offered.length < 2) return null;
  return (
    <Choice
      label="In"
      options={offered.map((grain) => ({ value: grain, name: grainNames[grain] }))}
      chosen={store.grain.value}
      choose={store.setGrain}
    />
  );
}
