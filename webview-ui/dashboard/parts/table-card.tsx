import type { ComponentChildren } from "preact";
import { Card } from "./card.tsx";
import { tableCsv, type Column, type Sorting } from "./columns.ts";
import { DataTable } from "./data-table.tsx";
import { ExportButton, type SaveFile } from "./export-button.tsx";

interface TableCardProps<R> {
  readonly title: string;
  readonly note?: string | undefined;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string | number;
  readonly sortedBy?: Sorting;
  /** The name of the exported file, without an ending. */
  readonly exportName: string;
  readonly save: SaveFile;
  /** Further buttons of the title's line. */
  readonly actions?: ComponentChildren;
  /** What is said when there are no rows. */
  readonly empty: string;
}

/** A table in a card of its own, that can be exported. */
export function TableCard<R>(props: TableCardProps<R>) {
  const { title, note, columns, rows, rowKey, sortedBy, exportName, save, actions, empty } = props;
  return (
    <Card
      title={title}
      note={note}
      wide
      actions={
        <>
          {actions}
          {rows.length > 0 && (
            <ExportButton name={exportName} title={title} text={() => tableCsv(columns, rows)} save={save} />
          )}
        </>
      }
    >
      {rows.length === 0 ? (
        <p class="quiet dash-line">{empty}</p>
      ) : (
        <DataTable label={title} columns={columns} rows={rows} rowKey={rowKey} {...(sortedBy && { sortedBy })} />
      )}
    </Card>
  );
}
