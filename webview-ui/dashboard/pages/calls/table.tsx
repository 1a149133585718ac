import type { DashboardStart } from "../../../../src/protocol/dashboard/surface.ts";
import type { RefObject } from "preact";
import { useEffect, useImperativeHandle, useRef } from "preact/hooks";
import { Icon } from "../../../shared/icon.tsx";
import type { CallBook, Question } from "./call-book.ts";
import { templateOf, type Column } from "./columns.ts";
import { rowAfterKey } from "./grid-keys.ts";
import { NarrowRow, RowCells } from "./row.tsx";
import { useRows } from "./use-rows.ts";

export type Sort = Pick<Question, "order" | "descending">;

export interface TableHandle {
  readonly focus: () => void;
  readonly atTop: () => boolean;
}

interface TableProps {
  readonly book: CallBook;
  readonly columns: readonly Column[];
  readonly twoLines: boolean;
  readonly sort: Sort;
  readonly sortBy: (sort: Sort) => void;
  readonly active: number;
  readonly setActive: (row: number) => void;
  readonly opened: string | undefined;
  readonly open: (row: number) => void;
  readonly close: () => void;
  readonly now: number;
  /** What names stand for. */
  readonly known: DashboardStart;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly handle: RefObject<TableHandle>;
}

/** Pixels. */
const headHeight = 28;
const rowHeights = { one: 28, two: 46 } as const;

/** The calls, of which only those that are seen are there. */
export function CallsTable(props: TableProps) {
  const { book, columns, twoLines, active, setActive, open, close, scroller, handle } = props;
  const count = book.totals?.calls ?? 0;
  const rows = useRows({
    scroller,
    count,
    rowHeight: twoLines ? rowHeights.two : rowHeights.one,
    headHeight: twoLines ? 0 : headHeight,
    active,
  });
  const { first, last, reveal } = rows;
  useImperativeHandle(handle, () => ({
    focus: () => scroller.current?.focus(),
    atTop: () => (scroller.current?.scrollTop ?? 0) === 0,
  }));
  useLooking(book, first, last, rows.page);
  // Another question's rows are looked at from the first one.
  useEffect(() => scroller.current?.scrollTo({ top: 0 }), [questionOf(book)]);
  useEffect(() => reveal(active), [active]);

  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    const next = rowAfterKey(event.key, active, count, rows.page);
    if (next !== undefined) setActive(next);
    else if (event.key === "Enter" || event.key === " ") open(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return (
    <div
      class={twoLines ? "calls-grid two-lines" : "calls-grid"}
      ref={scroller}
      role="grid"
      aria-label="Calls"
      aria-rowcount={count + 1}
      aria-colcount={twoLines ? 1 : columns.length}
      aria-busy={book.busy}
      aria-activedescendant={count > 0 ? rowId(active) : undefined}
      tabIndex={0}
      onKeyDown={press}
      style={{ "--calls-template": templateOf(columns) }}
    >
      <Head {...props} />
      <div class="calls-body" role="rowgroup" style={{ height: `${rows.canvas}px` }}>
        {rows.items.map((item) => (
          <Row
            key={item.key}
            {...props}
            row={item.index}
            place={{ top: `${rows.topOf(item)}px`, height: `${item.size}px` }}
          />
        ))}
      </div>
    </div>
  );
}

/** Milliseconds. Whoever flies over the rows is shown them where they stop. */
const flightMs = 80;

/** Lets the book know which rows are seen. */
function useLooking(book: CallBook, first: number, last: number, page: number): void {
  const seen = useRef({ first, question: questionOf(book) });
  useEffect(() => {
    const before = seen.current;
    seen.current = { first, question: questionOf(book) };
    // Another question is looked at from its beginning, to where the table is on its way.
    if (before.question !== seen.current.question && first > 0) return undefined;
    if (Math.abs(first - before.first) <= 2 * page) {
      book.look(first, last);
      return undefined;
    }
    const timer = setTimeout(() => book.look(first, last), flightMs);
    return () => clearTimeout(timer);
  }, [book, first, last]);
}

function questionOf({ question }: CallBook): string | undefined {
  return question && JSON.stringify(question);
}

interface PlacedRow extends TableProps {
  readonly row: number;
  readonly place: Readonly<Record<string, string>>;
}

function Row({ book, columns, twoLines, active, opened, open, now, known, row, place }: PlacedRow) {
  const call = book.row(row);
  const classes = ["calls-row", row === active && "active", call && call.id === opened && "opened"];
  return (
    // The grid takes the keys; a row only points to itself.
    <div
      class={classes.filter((name) => typeof name === "string").join(" ")}
      id={rowId(row)}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={call !== undefined && call.id === opened}
      style={place}
      onClick={() => open(row)}
    >
      {!call && (
        <span role="gridcell" class="calls-placeholder">
          <span class="spoken">Loading</span>
        </span>
      )}
      {call && (twoLines ? <NarrowRow {...{ call, now, known }} /> : <RowCells {...{ call, columns, now, known }} />)}
    </div>
  );
}

function Head({ columns, twoLines, sort, sortBy }: TableProps) {
  return (
    <div class={twoLines ? "calls-head spoken" : "calls-head"} role="rowgroup">
      <div class="calls-row" role="row" aria-rowindex={1}>
        {twoLines ? (
          <span role="columnheader">Call</span>
        ) : (
          columns.map((column, index) => (
            <span
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              class={column.numeric ? "calls-cell number" : "calls-cell"}
              aria-sort={column.order === sort.order ? (sort.descending ? "descending" : "ascending") : undefined}
            >
              {column.order ? <SortButton column={column} sort={sort} sortBy={sortBy} /> : column.title}
            </span>
          ))
        )}
      </div>
    </div>
  );
}

function SortButton({ column, sort, sortBy }: { readonly column: Column } & Pick<TableProps, "sort" | "sortBy">) {
  const { order, title } = column;
  if (!order) return null;
  const chosen = order === sort.order;
  return (
    <button
      type="button"
      class="dash-sort"
      onClick={() => sortBy({ order, descending: chosen ? !sort.descending : true })}
    >
      {title}
      {chosen && <Icon name={sort.descending ? "arrow-down" : "arrow-up"} />}
    </button>
  );
}

function rowId(row: number): string {
  return `calls-row-${row}`;
}
