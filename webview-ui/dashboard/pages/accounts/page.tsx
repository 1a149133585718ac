import type { PageProps } from "../../page-props.ts";
import { stateLine } from "../../parts/state-lines.tsx";
import { useAnswer } from "../../use-answer.ts";
import "./accounts.css";
import { Balances } from "./balances.tsx";
import { Limits } from "./limits.tsx";
import { Orders } from "./orders.tsx";
import { Plans } from "./plans.tsx";
import { Reported } from "./reported.tsx";

/** What is left at each provider, what went there, and what its plans allow. */
export function AccountsPage({ call, revisions, now }: PageProps) {
  const asked = useAnswer(call, "accounts", null, revisions.accounts);
  if (asked.kind !== "here") return stateLine(asked);
  const view = asked.value;
  return (
    <>
      <Balances accounts={view.accounts} call={call} now={now} />
      {view.reported.length > 0 && <Reported days={view.reported} call={call} now={now} />}
      <Orders view={view} call={call} now={now} />
      <Plans view={view} call={call} now={now} />
      {view.limits.length > 0 && <Limits limits={view.limits} call={call} now={now} />}
    </>
  );
}
