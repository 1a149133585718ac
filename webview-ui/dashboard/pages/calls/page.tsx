import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FilterNames } from "../../../../src/filter/field-table.ts";
import type { DashboardStart } from "../../../../src/protocol/dashboard/surface.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { PageProps } from "../../page-props.ts";
import "./calls.css";
import { Chips } from "./chip-row.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { kept } from "./kept.ts";
import { ListState } from "./list-states.tsx";
import { Listing } from "./listing.tsx";
import { Exports, Summary } from "./summary.tsx";
import type { Sort, TableHandle } from "./table.tsx";
import { useCalls } from "./use-calls.ts";

/** Every call, to be searched, sorted and opened. */
export function CallsPage(props: PageProps) {
  const { start, now, go } = props;
  const place = start.value.place;
  const [filter, setFilter] = useState(place?.filter ?? kept.peek().filter);
  const [sort, setSort] = useState<Sort>(kept.peek().sort);
  useEffect(() => void (kept.value = { filter, sort }), [filter, sort]);
  // A link to this page; the page's own changes come by here too and change nothing.
  useEffect(() => {
    if (place?.page === "calls" && place.filter !== undefined) setFilter(place.filter);
  }, [place]);
  const apply = (next: string) => {
    setFilter(next);
    go({ page: "calls", filter: next });
  };

  const handle = useRef<TableHandle>({ focus: () => undefined, atTop: () => true });
  const calls = useCalls(
    props,
    useMemo(() => ({ filter, ...sort }), [filter, sort]),
    () => handle.current.atTop(),
  );
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
        <Listing {...props} book={book} sort={sort} sortBy={setSort} apply={apply} handle={handle} />
      )}
    </div>
  );
}

/** What a filter's values may be; keys by what the user calls them. */
function filterNames({ names, credentialNames }: DashboardStart): FilterNames {
  const labels = Object.values(credentialNames).map((name) => name.replace(/^[^,]*, /, ""));
  return { ...names, keys: [...new Set(labels)] };
}
