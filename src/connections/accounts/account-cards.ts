import type { AccountCard, AccountCards, ReportedDay } from "../../spec/account-card.ts";
import type { AccountKey, AccountStanding, Order, Plan, PlanStanding } from "../../spec/account.ts";
import type { Credential, Provider } from "../../spec/provider.ts";
import { hintFor } from "./account-hints.ts";
import type { AccountStatus } from "./accounts.ts";

/** Where the cards get their facts. */
export interface CardSources {
  readonly credentials: readonly Credential[];
  /** Those that an order or a plan may belong to, besides those of the keys. */
  readonly providers: readonly Provider[];
  readonly provider: (id: string) => Provider | undefined;
  readonly access: (
    provider: Provider,
    forAccount: boolean,
  ) => { readonly readable: boolean; readonly wants?: AccountKey };
  readonly status: ReadonlyMap<string, AccountStatus>;
  readonly standing: (credential: Credential) => AccountStanding;
  readonly orders: readonly Order[];
  readonly plans: readonly Plan[];
  readonly planStanding: (plan: Plan) => PlanStanding;
  readonly reported: readonly (Omit<ReportedDay, "providerName"> & { readonly provider: string })[];
}

/** Joins keys, readings, orders, plans and what was figured out of them. */
export function accountCards(sources: CardSources): AccountCards {
  const { credentials, provider, planStanding } = sources;
  const name = (id: string): string => provider(id)?.name ?? id;
  const labels = new Map(credentials.map(({ id, label }) => [id, label]));
  return {
    accounts: credentials.flatMap((credential) => cardOf(credential, sources) ?? []),
    reported: sources.reported.map(({ provider: id, day, reportedUsd, meteredUsd }) => ({
      providerName: name(id),
      day,
      reportedUsd,
      meteredUsd,
    })),
    orders: sources.orders.map((order) => {
      const credentialLabel = labels.get(order.credential ?? "");
      return {
        ...order,
        providerName: name(order.provider),
        ...(credentialLabel !== undefined && { credentialLabel }),
      };
    }),
    plans: sources.plans.map((plan) => ({ ...planStanding(plan), plan, providerName: name(plan.provider) })),
    providers: sources.providers.filter(({ local }) => !local).map(({ id, name: called }) => ({ id, name: called })),
    credentials: credentials.map(({ id, providerId, label }) => ({ id, provider: providerId, label })),
  };
}

/** None for a server that costs nothing. */
function cardOf(credential: Credential, sources: CardSources): AccountCard | undefined {
  const provider = sources.provider(credential.providerId);
  if (!provider || (provider.local && !provider.simulated)) return undefined;
  const { readable, wants } = accessOf(credential, provider, sources);
  const { balance, spentSinceUsd, history, reconciliation, runOut } = sources.standing(credential);
  const status = sources.status.get(credential.id);
  const hint = hintFor(provider, readable, wants);
  // What the simulator takes off its balance is invented, and nothing is metered for it.
  const compared = balance?.source === "reported" && !provider.simulated;
  return {
    credential: credential.id,
    provider: provider.id,
    providerName: provider.name,
    label: credential.label,
    simulated: provider.simulated,
    ...(balance !== undefined && { balance }),
    spentSinceUsd,
    history,
    ...(compared && differenceOf(reconciliation)),
    ...(runOut !== undefined && { runsOutAt: runOut.likely, runsOutEarliestAt: runOut.earliest }),
    ...(status?.problem !== undefined && { problem: status.problem }),
    reading: status?.reading !== undefined,
    canRefresh: readable,
    ...(wants !== undefined && { wants }),
    ...(hint !== undefined && { hint }),
  };
}

/** What is wanted is wanted no more once the provider has a key for its account. */
function accessOf(credential: Credential, provider: Provider, { access, credentials, status }: CardSources) {
  const forAccount = credential.use === "account";
  const { readable, wants } = access(provider, forAccount);
  const hasOne = credentials.some(({ providerId, use }) => providerId === provider.id && use === "account");
  // Whether an unknown server's account token would tell more is only known once it told something.
  const tells = wants === "access-token" ? status.get(credential.id)?.tellsMore : wants;
  return { readable, wants: hasOne ? undefined : tells };
}

function differenceOf(
  reconciliation: AccountStanding["reconciliation"],
): Pick<AccountCard, "reconciliation" | "unreconciled"> {
  if (reconciliation.kind === "untold") return { unreconciled: reconciliation.reason };
  const { kind: _, ...told } = reconciliation;
  return { reconciliation: told };
}
