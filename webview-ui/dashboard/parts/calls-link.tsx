import type { PageProps } from "../page-props.ts";
import type { Column } from "./columns.ts";

/** Columns of which the first one leads from a row to its calls. */
export function withCalls<R>(
  columns: readonly Column<R>[],
  filterOf: (row: R) => string,
  go: PageProps["go"],
): readonly Column<R>[] {
  return columns.map((column, at) =>
    at > 0
      ? column
      : {
          ...column,
          cell: (row) => {
            const name = String(column.value(row) ?? "");
            return (
              <button
                type="button"
                class="link-button ellipsis dash-calls-link"
                title={`${name}: show its calls`}
                onClick={() => go({ page: "calls", filter: filterOf(row) })}
              >
                {name}
                <span class="spoken">, show its calls</span>
              </button>
            );
          },
        },
  );
}
