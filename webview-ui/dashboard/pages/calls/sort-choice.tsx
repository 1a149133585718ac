import type { CallOrder } from "../../../../src/spec/call-query.ts";
import { IconButton } from "../../../shared/icon-button.tsx";
import type { Sort } from "./table.tsx";

/** By what calls are sorted, as it is offered. */
export const callOrders = [
  "time",
  "cost",
  "duration",
  "first-token",
  "input",
  "output",
  "attempts",
] as const satisfies readonly CallOrder[];

const names: Readonly<Record<CallOrder, string>> = {
  time: "Time",
  cost: "Cost",
  duration: "Duration",
  "first-token": "First token",
  input: "Tokens in",
  output: "Tokens out",
  attempts: "Attempts",
};

interface SortChoiceProps {
  readonly sort: Sort;
  readonly sortBy: (sort: Sort) => void;
}

/** Stands in for the column heads where there is no room for columns. */
export function SortChoice({ sort, sortBy }: SortChoiceProps) {
  const { order, descending } = sort;
  return (
    <div class="calls-sort-choice">
      <label>
        <span class="quiet">Sorted by</span>{" "}
        <select
          class="calls-select"
          value={order}
          onChange={({ currentTarget }) => sortBy({ order: currentTarget.value as CallOrder, descending })}
        >
          {callOrders.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      </label>
      <IconButton
        icon={descending ? "arrow-down" : "arrow-up"}
        label={descending ? "Highest first; turn around" : "Lowest first; turn around"}
        onClick={() => sortBy({ order, descending: !descending })}
      />
    </div>
  );
}
