import type { TaskUsage } from "../../src/spec/snapshot.ts";
import { count, duration } from "../shared/figures.ts";
import { taskNames } from "../shared/task-names.ts";
import { costOf } from "./totals.tsx";

/** What each task took. */
export function TaskTable({ tasks }: { readonly tasks: readonly TaskUsage[] }) {
  return (
    <section class="card">
      <h3>Tasks</h3>
      <table class="figures">
        <thead>
          <tr>
            <td />
            <th scope="col">Calls</th>
            <th scope="col">Tokens</th>
            <th scope="col">First token</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((usage) => (
            <tr key={usage.task}>
              <th scope="row">{taskNames[usage.task]}</th>
              <td>{count(usage.calls)}</td>
              <td>{count(usage.input + usage.output)}</td>
              <td>{usage.firstToken ? duration(usage.firstToken.p50) : "none"}</td>
              <td>{costOf(usage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
