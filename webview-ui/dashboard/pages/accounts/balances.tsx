import type { ReadonlySignal } from "@preact/signals";
import type { AccountCard } from "../../../../src/spec/account-card.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { PageProps } from "../../page-props.ts";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Card } from "../../parts/card.tsx";
import { useAction } from "../../parts/use-action.ts";
import { Account } from "./account.tsx";

interface BalancesProps extends Pick<PageProps, "call"> {
  readonly accounts: readonly AccountCard[];
  readonly now: ReadonlySignal<number>;
}

/** Every key with what is left on its account. */
export function Balances({ accounts, call, now }: BalancesProps) {
  const refresh = useAction();
  const canRefresh = accounts.some((account) => account.canRefresh);
  return (
    <Card
      title="Balances"
      note={accounts.length > 0 ? "What is left at each provider, as it says or as can be figured out." : undefined}
      actions={
        canRefresh && (
          <BusyButton
            icon="refresh"
            words="Refresh all"
            secondary
            busy={refresh.busy}
            onClick={() => void refresh.run(() => call("refreshBalances", {}))}
          />
        )
      }
    >
      <ActionLine action={refresh} />
      {accounts.length === 0 ? (
        <NoAccounts call={call} />
      ) : (
        <ul class="accounts-list">
          {accounts.map((account) => (
            <Account key={account.credential} account={account} call={call} now={now.value} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function NoAccounts({ call }: Pick<PageProps, "call">) {
  return (
    <div class="accounts-empty">
      <p class="quiet">
        No key is added yet. With one, this shows what is left on its account, when that runs out, and whether the
        provider’s figures agree with what was metered here.
      </p>
      <button type="button" class="button accounts-icon-words" onClick={() => void call("run", "addKey")}>
        <Icon name="key" /> <span>Add a key</span>
      </button>
    </div>
  );
}
