import type { AccountCard } from "../../../../src/spec/account-card.ts";
import type { Balance } from "../../../../src/spec/account.ts";
import { ago, dollars } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import { IconButton } from "../../../shared/icon-button.tsx";
import type { PageProps } from "../../page-props.ts";
import { ActionLine } from "../../parts/action-line.tsx";
import { stretchWords } from "../../parts/day-words.ts";
import { useAction } from "../../parts/use-action.ts";
import { balanceFacts, isLow, lastsWords, leftWords } from "./account-words.ts";
import { difference, differenceFigure, differenceWords } from "./difference.ts";
import { History } from "./history.tsx";

interface AccountProps extends Pick<PageProps, "call"> {
  readonly account: AccountCard;
  readonly now: number;
}

/** One key: what is left, since when that is known, how long it lasts, and whether the provider agrees. */
export function Account({ account, call, now }: AccountProps) {
  const refresh = useAction();
  const { balance, credential, providerName, label, history } = account;
  const name = label === "" ? providerName : `${providerName}, ${label}`;
  const busy = refresh.busy || account.reading;
  return (
    <li class="accounts-item">
      <div class="accounts-who">
        <span class="accounts-name">{providerName}</span>
        {label !== "" && <span class="quiet accounts-label">{label}</span>}
        {account.simulated && <span class="badge">Simulated</span>}
      </div>
      <div class="accounts-left">
        <span class={balance?.remaining === undefined ? "accounts-figure plain" : "accounts-figure"}>
          {leftWords(balance)}
        </span>
        {balance && <Facts facts={balanceFacts(balance, now)} />}
      </div>
      <div class="accounts-source">
        <Source balance={balance} now={now} />
        {balance && <span class="quiet">{dollars(account.spentSinceUsd)} metered since</span>}
      </div>
      <Lasts account={account} now={now} />
      <History history={history} currency={balance?.currency ?? "USD"} name={name} />
      {account.canRefresh && (
        <IconButton
          icon={busy ? "loading" : "refresh"}
          label={busy ? `Reading the balance of ${name}` : `Refresh the balance of ${name}`}
          class={busy ? "icon-button accounts-refresh busy" : "icon-button accounts-refresh"}
          aria-busy={busy}
          onClick={() => void (busy || refresh.run(() => call("refreshBalances", { credential })))}
        />
      )}
      <div class="accounts-notes">
        <Agreement account={account} now={now} />
        {account.problem !== undefined && (
          <p class="accounts-note problem">
            <Icon name="error" /> <span>{account.problem}</span>
          </p>
        )}
        {account.hint !== undefined && (
          <p class="accounts-note">
            <Icon name="lightbulb" /> <span>{account.hint}</span>
          </p>
        )}
        <ActionLine action={refresh} />
      </div>
    </li>
  );
}

function Facts({ facts }: { readonly facts: readonly string[] }) {
  if (facts.length === 0) return null;
  return <span class="quiet">{facts.join(" · ")}</span>;
}

function Source({ balance, now }: { readonly balance: Balance | undefined; readonly now: number }) {
  if (!balance) {
    return (
      <span class="accounts-icon-words">
        <Icon name="question" /> <span>Never read</span>
      </span>
    );
  }
  const reported = balance.source === "reported";
  return (
    <span
      class="accounts-icon-words"
      title={
        reported
          ? "As the provider says."
          : "The last known figure and your top-ups, minus what was metered since. The provider did not say it."
      }
    >
      <Icon name={reported ? "verified" : "symbol-operator"} />
      <span>
        {reported ? "Reported" : "Estimated"} {ago(balance.at, now)}
      </span>
    </span>
  );
}

function Lasts({ account, now }: Pick<AccountProps, "account" | "now">) {
  const words = lastsWords(account, now);
  const low = isLow(account, now);
  return (
    <div class={low ? "accounts-lasts low" : "accounts-lasts"}>
      {low && <Icon name="warning" />}
      <span>{words}</span>
    </div>
  );
}

/** What the provider says against what was metered, or why that cannot be told. */
function Agreement({ account: { reconciliation, unreconciled }, now }: Pick<AccountProps, "account" | "now">) {
  if (reconciliation) {
    const { from, until, reportedUsd, meteredUsd, note } = reconciliation;
    const found = difference(reportedUsd, meteredUsd);
    return (
      <p class="accounts-note" title={differenceWords(found)}>
        <Icon name="law" />
        <span>
          {stretchWords(from, until, now)}: provider {dollars(reportedUsd)}, metered {dollars(meteredUsd)}, difference{" "}
          {differenceFigure(found)}
          {note !== undefined && <span class="quiet">. {note}</span>}
        </span>
      </p>
    );
  }
  if (unreconciled === undefined) return null;
  return (
    <p class="accounts-note quiet">
      <Icon name="law" /> <span>Not compared with the provider: {unreconciled}</span>
    </p>
  );
}
