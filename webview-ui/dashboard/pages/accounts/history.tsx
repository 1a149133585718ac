import type { AccountCard } from "../../../../src/spec/account-card.ts";
import { Sparkline } from "../../../shared/sparkline.tsx";
import { money } from "./money.ts";

interface HistoryProps {
  readonly history: AccountCard["history"];
  readonly currency: string;
  readonly name: string;
}

/** What was left over time as a small line, by the moments of its readings. Two of them are the least that show a way. */
export function History({ history, currency, name }: HistoryProps) {
  const [first, last] = [history[0], history.at(-1)];
  if (!first || !last || history.length < 2) return <span class="accounts-history" />;
  const words = `What was left of ${name}: from ${money(first.remaining, currency)} to ${money(last.remaining, currency)}`;
  return (
    <span class="accounts-history" title={words}>
      <Sparkline
        values={history.map(({ remaining }) => remaining)}
        at={history.map(({ at }) => at)}
        label={words}
        height={34}
      />
    </span>
  );
}
