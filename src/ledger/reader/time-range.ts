import { allOf, type Filter } from "../../filter/filter.ts";

/** From when and until when calls may have started, `until` left out. */
export interface TimeRange {
  readonly from: number;
  readonly until: number;
}

/** Takes out of a filter what limits all that it finds to one stretch of time, for which there is an index. */
export function timeRange(filter: Filter): { readonly range: TimeRange; readonly rest: Filter } {
  const parts = filter.kind === "and" ? filter.parts : [filter];
  let from = -Infinity;
  let until = Infinity;
  const others: Filter[] = [];
  for (const part of parts) {
    if (part.kind === "time") {
      from = Math.max(from, part.from ?? from);
      until = Math.min(until, part.until ?? until);
    } else others.push(part);
  }
  return { range: { from, until }, rest: allOf(others) };
}
