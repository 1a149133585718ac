import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { DashboardStart } from "../../../../src/protocol/dashboard/surface.ts";
import type { PageProps } from "../../page-props.ts";
import { useWidth } from "../../parts/use-width.ts";
import type { CallBook } from "./call-book.ts";
import { CallPanel } from "./call-panel.tsx";
import { columnsFor, twoLinesBelow } from "./columns.ts";
import { SortChoice } from "./sort-choice.tsx";
import { CallsTable, type Sort, type TableHandle } from "./table.tsx";

/** From so many pixels on, a call is shown beside the table and not in its place. */
const besideFrom = 980;
const panelWidth = 420;
const gap = 12;
/** What a scroll bar may take. */
const scrollBar = 16;

interface ListingProps extends PageProps {
  readonly book: CallBook;
  readonly sort: Sort;
  readonly sortBy: (sort: Sort) => void;
  readonly apply: (filter: string) => void;
  readonly handle: { current: TableHandle };
}

/** The table, and the call that is opened. */
export function Listing({ book, sort, sortBy, apply, handle, start, now, call, revisions }: ListingProps) {
  const split = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(split);
  const { active, opened, moveTo, open, close } = useOpened(book, handle);
  const beside = width >= besideFrom;
  const tableWidth = width - (beside && opened !== undefined ? panelWidth + gap : 0) - scrollBar;
  const several = useMemo(() => severalOf(start.value), [start.value]);
  const columns = useMemo(() => columnsFor(tableWidth, several), [tableWidth, several]);
  const twoLines = tableWidth < twoLinesBelow;
  const place = opened === undefined ? "closed" : beside ? "beside" : "instead";
  return (
    <div class={`calls-split ${place}`} ref={split}>
      <div class="calls-list">
        {twoLines && <SortChoice sort={sort} sortBy={sortBy} />}
        {width > 0 && (
          <CallsTable
            {...{ book, columns, twoLines, sort, sortBy, active, opened, open, close, scroller, handle }}
            setActive={moveTo}
            now={now.peek()}
            known={start.value}
          />
        )}
      </div>
      {opened !== undefined && (
        <CallPanel
          {...{ call, revisions, close, start }}
          id={opened}
          now={now.peek()}
          takesFocus={!beside}
          step={(by) => moveTo(Math.min(Math.max(active + by, 0), (book.totals?.calls ?? 1) - 1))}
          find={(found) => {
            close();
            apply(found);
          }}
        />
      )}
    </div>
  );
}

interface Opened {
  readonly active: number;
  /** The id of the call that is opened. */
  readonly opened: string | undefined;
  /** To another row; while a call is opened, the one of that row is. */
  readonly moveTo: (row: number) => void;
  readonly open: (row: number) => void;
  readonly close: () => void;
}

function useOpened(book: CallBook, handle: { readonly current: TableHandle }): Opened {
  const [active, setActive] = useState(0);
  const [opened, setOpened] = useState<string>();
  // A row that is scrolled to at once is opened as soon as it is here.
  const wanted = useRef<number>(undefined);
  const question = book.question && JSON.stringify(book.question);
  const asked = useRef(question);
  useEffect(() => {
    const kept = opened === undefined ? undefined : book.indexOf(opened);
    if (kept !== undefined) setActive(kept);
    else if (asked.current !== question) setActive(0);
    asked.current = question;
  }, [book.version]);
  useEffect(() => {
    const row = wanted.current === undefined ? undefined : book.row(wanted.current);
    if (!row) return;
    wanted.current = undefined;
    setOpened(row.id);
  });
  const open = (row: number) => {
    const here = book.row(row);
    setActive(row);
    wanted.current = here ? undefined : row;
    if (here) setOpened(here.id);
  };
  const was = useRef(opened);
  useEffect(() => {
    if (was.current !== undefined && opened === undefined) handle.current.focus();
    was.current = opened;
  }, [opened]);
  return {
    active,
    opened,
    open,
    moveTo: (row) => (opened === undefined ? setActive(row) : open(row)),
    close: () => {
      wanted.current = undefined;
      setOpened(undefined);
    },
  };
}

/** Columns that would say the same on every line are left out. */
function severalOf({ names }: DashboardStart): ReadonlySet<"client" | "workspace"> {
  return new Set([
    ...(names.clients.length > 1 ? (["client"] as const) : []),
    ...(names.workspaces.length > 1 ? (["workspace"] as const) : []),
  ]);
}
