import type { AccountReading, BalanceReading } from "../../spec/account.ts";
import type { Failure, Result } from "../../spec/failure.ts";
import type { AccountApi, AccountPlace, Ask } from "./account-api.ts";
import { bifrost } from "./bifrost.ts";
import { liteLlm } from "./litellm.ts";
import { readOneApiUnits, type OneApiUnits } from "./one-api-status.ts";
import { namesUser, readSelf, readUsage } from "./one-api.ts";
import { readBilling } from "./openai-billing.ts";
import { NO_ACCOUNT_API } from "./refusals.ts";

/** The software behind a base URL. */
export type GatewayKind = "one-api" | "litellm" | "bifrost" | "openai-billing";

/** Which software told of an account, by base URL; kept as long as the process runs. */
export type GatewayMemory = Map<string, GatewayKind>;

/**
 * A server of whose software nothing is known. Tried in this order, all at its own address, and what worked is
 * remembered:
 * 1. `GET /api/status` without the key: one-api and new-api answer it to anybody
 * 2. `GET /key/info`: LiteLLM
 * 3. `GET /api/governance/virtual-keys/quota`: Bifrost
 * 4. `GET /dashboard/billing/subscription`: whoever copied OpenAI's old billing calls
 */
export function gateway(memory: GatewayMemory): AccountApi {
  return {
    id: "gateway",
    wants: "key",
    tellsMoreTo: "access-token",
    async read(ask, place) {
      const known = memory.get(place.baseUrl);
      if (known !== undefined) {
        const told = await READERS[known](ask, place);
        // Otherwise the server was exchanged for another one since.
        if (told.ok || !isElsewhere(told.failure)) return told;
        memory.delete(place.baseUrl);
      }
      const { kind, result } = await find(ask, place);
      if (kind !== undefined) memory.set(place.baseUrl, kind);
      return result;
    },
  };
}

type Read = (ask: Ask, place: AccountPlace) => Promise<Result<AccountReading>>;

const READERS: Readonly<Record<GatewayKind, Read>> = {
  async "one-api"(ask, place) {
    const units = await readOneApiUnits(ask, place.baseUrl);
    return units.ok ? readOneApi(ask, place, units.value) : units;
  },
  litellm: (ask, place) => liteLlm.read(ask, place),
  bifrost: (ask, place) => bifrost.read(ask, place),
  "openai-billing": async (ask, place) => reading(await readBilling(ask, place)),
};

interface Found {
  /** Missing when it could not be found out, or not just now. */
  readonly kind?: GatewayKind;
  readonly result: Result<AccountReading>;
}

async function find(ask: Ask, place: AccountPlace): Promise<Found> {
  const units = await readOneApiUnits(ask, place.baseUrl);
  if (units.ok) return { kind: "one-api", result: await readOneApi(ask, place, units.value) };
  if (!isElsewhere(units.failure) && !isRefused(units.failure)) return { result: units };
  let refused: Failure | undefined;
  for (const kind of ["litellm", "bifrost", "openai-billing"] as const) {
    const result = await READERS[kind](ask, place);
    if (result.ok) return { kind, result };
    if (isRefused(result.failure)) refused ??= result.failure;
    else if (!isElsewhere(result.failure)) return { result };
  }
  return { result: { ok: false, failure: refused ?? NO_ACCOUNT_API } };
}

/** It knows no such address, or talks of something else there. */
function isElsewhere({ code, class: kind }: Failure): boolean {
  return code === NO_ACCOUNT_API.code || code === "unreadable" || kind === "caller-fault";
}

/** Some servers refuse whatever they do not know, so this tells nothing until all else was tried. */
function isRefused({ class: kind }: Failure): boolean {
  return kind === "credential-invalid";
}

async function readOneApi(ask: Ask, place: AccountPlace, units: OneApiUnits): Promise<Result<AccountReading>> {
  if (place.forAccount || namesUser(place.key)) return reading(await readSelf(ask, place, units.perDollar));
  const told = await readOwn(ask, place, units);
  return told.ok ? { ok: true, value: { balances: [told.value], tellsMore: "access-token" } } : told;
}

/** new-api tells a key of itself; one-api does so in the billing calls alone. */
async function readOwn(ask: Ask, place: AccountPlace, units: OneApiUnits): Promise<Result<BalanceReading>> {
  const told = await readUsage(ask, place, units.perDollar);
  if (told.ok || !isElsewhere(told.failure)) return told;
  return readBilling(ask, place, units.billing);
}

function reading(balance: Result<BalanceReading>): Result<AccountReading> {
  return balance.ok ? { ok: true, value: { balances: [balance.value] } } : balance;
}
