import type { PriceRates, PriceRow, PricesView } from "../../protocol/dashboard/prices.ts";
import type { ListOrigin } from "../../ledger/pricing/price-list.ts";
import type { TableRow, TableTime } from "../../ledger/pricing/price-table.ts";
import type { Directory } from "../../router/types.ts";
import type { ModelInfo, Provider } from "../../spec/provider.ts";

export interface PriceFacts {
  readonly directory: Directory;
  /** Prices of models, as they stand. */
  readonly listPrices: (models: readonly ModelName[]) => readonly TableRow[];
  readonly list: ListOrigin;
  /** Models in a chain or used lately. */
  readonly used: readonly ModelName[];
  readonly checked?: { readonly triedAt: number; readonly problem?: string } | undefined;
  readonly refreshes: boolean;
}

export interface ModelName {
  readonly provider: string;
  readonly model: string;
}

/** Every model that is connected or was used, with its price. */
export function pricesView(facts: PriceFacts): PricesView {
  const { directory, list, checked, refreshes } = facts;
  const used = new Set(facts.used.map(nameOf));
  const connected = new Set(directory.credentials().map(({ providerId }) => providerId));
  const models = new Map(facts.used.map((model) => [nameOf(model), model]));
  for (const provider of connected) {
    for (const { id } of modelsOf(directory.provider(provider))) {
      models.set(nameOf({ provider, model: id }), { provider, model: id });
    }
  }
  return {
    rows: facts.listPrices([...models.values()]).map((row) => rowOf(row, directory, used.has(nameOf(row)))),
    listSource: list.kind === "bundled" ? "Bundled with Switchyard" : "genai-prices, from GitHub",
    listDate: list.date,
    refreshes,
    ...(checked && { checkedAt: checked.triedAt }),
    ...(checked?.problem !== undefined && { problem: checked.problem }),
  };
}

function modelsOf(provider: Provider | undefined): readonly ModelInfo[] {
  return provider?.models ?? [];
}

function nameOf({ provider, model }: ModelName): string {
  return `${provider}/${model}`;
}

function rowOf(row: TableRow, directory: Directory, used: boolean): PriceRow {
  const { provider, times, listDate, matched, correctedFrom, ...rest } = row;
  return {
    ...rest,
    provider,
    providerName: directory.provider(provider)?.name ?? provider,
    times: times.map(timeOf),
    used,
    ...(listDate !== undefined && { listDate }),
    ...(matched !== undefined && { matched }),
    ...(correctedFrom !== undefined && { correctedFrom }),
  };
}

function timeOf({
  from,
  until,
  zone,
  days,
  tiers: _long,
  ...rates
}: TableTime): PriceRates & { readonly when: string } {
  const on = days === undefined ? "" : `${days.map((day) => day[0]?.toUpperCase() + day.slice(1)).join(", ")} `;
  return { ...rates, when: `${on}${clockTime(from)} to ${clockTime(until)} ${zone}` };
}

/** Minutes after midnight as on a clock. */
function clockTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
