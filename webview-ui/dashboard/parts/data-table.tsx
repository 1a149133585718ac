import { useState } from "preact/hooks";
import { Icon } from "../../shared/icon.tsx";
import { nextSorting, sorted, type Column, type Sorting } from "./columns.ts";

interface DataTableProps<R> {
  /** What it is a table of, for screen readers. */
  readonly label: string;
  /** The first one names its row. */
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string | number;
  /** The order at first; as given where it is missing. */
  readonly sortedBy?: Sorting;
}

/** A table that is sorted by a click on a head. It scrolls inside its card, and its head stays. */
export function DataTable<R>({ label, columns, rows, rowKey, sortedBy }: DataTableProps<R>) {
  const [sorting, setSorting] = useState(sortedBy);
  return (
    // It can be reached by keyboard, so that it can be scrolled by keyboard.
    <div class="dash-table-scroll" tabIndex={0} role="group" aria-label={`${label}, scrolls`}>
      <table class="dash-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                sorting={sorting}
                sort={() => setSorting(nextSorting(column, sorting))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, columns, sorting).map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, at) => (
                <Cell key={column.key} column={column} row={row} first={at === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps<R> {
  readonly column: Column<R>;
  readonly sorting: Sorting | undefined;
  readonly sort: () => void;
}

function Head<R>({ column, sorting, sort }: HeadProps<R>) {
  if (column.bare === true) {
    return (
      <th scope="col">
        <span class="spoken">{column.title}</span>
      </th>
    );
  }
  const mine = sorting?.key === column.key ? sorting : undefined;
  const order = mine ? (mine.descending ? "descending" : "ascending") : "none";
  return (
    <th scope="col" class={column.numeric === true ? "numeric" : undefined} aria-sort={order}>
      <button type="button" class="dash-sort" title={column.hint} onClick={sort}>
        <span>{column.title}</span>
        <Icon name={mine ? (mine.descending ? "arrow-down" : "arrow-up") : "blank"} />
      </button>
    </th>
  );
}

interface CellProps<R> {
  readonly column: Column<R>;
  readonly row: R;
  readonly first: boolean;
}

function Cell<R>({ column, row, first }: CellProps<R>) {
  const shown = column.cell ? column.cell(row) : (column.value(row) ?? "–");
  const kind = column.numeric === true ? "numeric" : undefined;
  if (!first) return <td class={kind}>{shown}</td>;
  return (
    <th scope="row" class={kind} title={typeof shown === "string" ? shown : undefined}>
      {shown}
    </th>
  );
}
