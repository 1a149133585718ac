import { batch } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { FilterNames } from "../../../../src/filter/field-table.ts";
import type { DashboardStart } from "../../../../src/protocol/dashboard/surface.ts";
import { Icon } from "../../../shared/icon.tsx";
import { callsFilter } from "../../memory.ts";
import type { PageProps } from "../../page-props.ts";
import { leftChoice, leftText } from "../../parts/left.ts";
import { labelOf } from "../../parts/part-filter.ts";
import "./calls.css";
import { Chips } from "./chip-row.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { ListState } from "./list-states.tsx";
import { Listing } from "./listing.tsx";
import { Exports, Summary } from "./summary.tsx";
import { callOrders } from "./sort-choice.tsx";
import type { Sort, TableHandle } from "./table.tsx";
import { useCalls } from "./use-calls.ts";

/** Every call, to be searched, sorted and opened. */
export function CallsPage(props: PageProps) {
  const { start, now } = props;
  const [filter, apply] = leftText(props, callsFilter);
  const [order, chooseOrder] = leftChoice(props, "calls-order", callOrders);
  const [direction, chooseDirection] = leftChoice(props, "calls-direction", ["descending", "ascending"]);
  const sort: Sort = { order, descending: direction === "descending" };
  const sortBy = (next: Sort) =>
    batch(() => {
      chooseOrder(next.order);
      chooseDirection(next.descending ? "descending" : "ascending");
    });

  const handle = useRef<TableHandle>({ focus: () => undefined, atTop: () => true });
  const calls = useCalls(props, { filter, ...sort }, () => handle.current.atTop());
  const { book } = calls;
  const { trouble, totals } = book;
  const names = useMemo(() => filterNames(start.value), [start.value]);
  return (
    <div class="calls">
      <FilterBar
        filter={filter}
        apply={apply}
        names={names}
        now={now}
        refused={trouble?.kind === "misread" ? trouble : undefined}
      />
      <Chips filter={filter} apply={apply} />
      {totals && totals.calls > 0 && (
        <div class="calls-summary">
          <Summary totals={totals} />
          <Exports call={props.call} filter={filter} />
        </div>
      )}
      {calls.behind && (
        <button
          type="button"
          class="button secondary calls-behind"
          onClick={() => {
            calls.refresh();
            handle.current.focus();
          }}
        >
          <Icon name="refresh" /> New calls came in. Show them.
        </button>
      )}
      <ListState
        totals={totals}
        trouble={trouble}
        filtered={filter !== ""}
        clear={() => apply("")}
        retry={calls.refresh}
      />
      {totals && totals.calls > 0 && (
        <Listing {...props} book={book} sort={sort} sortBy={sortBy} apply={apply} handle={handle} />
      )}
    </div>
  );
}

/** What a filter's values may be; keys by what the user calls them. */
function filterNames({ names, credentialNames }: DashboardStart): FilterNames {
  return { ...names, keys: [...new Set(Object.values(credentialNames).map(labelOf))] };
}
