/** Where a key leads in a grid of rows; undefined for one that leads nowhere. `page` is how many rows are seen at once. */
export function rowAfterKey(key: string, row: number, rows: number, page: number): number | undefined {
  const target = targets[key]?.(row, rows, Math.max(1, page));
  return target === undefined || rows === 0 ? undefined : Math.min(Math.max(target, 0), rows - 1);
}

const targets: Readonly<Record<string, (row: number, rows: number, page: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row, _rows, page) => row + page,
  PageUp: (row, _rows, page) => row - page,
  Home: () => 0,
  End: (_row, rows) => rows - 1,
};
