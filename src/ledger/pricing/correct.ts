import type { ListedModel, PriceList } from "./price-list.ts";
import { dayPrices, type PriceRules } from "./price-rules.ts";

/** A price that the vendor publishes and the list has otherwise, or not at all. */
export interface Correction {
  /** The provider's id in the list. */
  readonly priceId: string;
  readonly models: RegExp;
  /**
   * What the list has in its place: as which model it finds it, and at what usual price of a prompt on the day of the
   * check. The correction holds while the list has just this, so a list that has learned better wins by itself.
   */
  readonly instead: { readonly id: string; readonly input: number } | undefined;
  readonly rules: PriceRules;
  /** When it was checked, in milliseconds since the Unix epoch. */
  readonly checked: number;
  /** Where the vendor says so. */
  readonly source: string;
  readonly reason: string;
}

/** A list with what is known better in the place of what it has. */
export function corrected(list: PriceList, corrections: readonly Correction[]): PriceList {
  const found = new Map<string, ListedModel | undefined>();
  const better = (priceId: string, model: string, listed: ListedModel | undefined): ListedModel | undefined => {
    const correction = corrections.find((one) => one.priceId === priceId && one.models.test(model));
    if (correction === undefined || !isInstead(listed, correction)) return listed;
    return { id: model, rules: correction.rules, date: correction.checked, correctedFrom: correction.source };
  };
  return {
    origin: list.origin,
    find(priceId, model) {
      const key = `${priceId} ${model}`;
      if (!found.has(key)) found.set(key, better(priceId, model, list.find(priceId, model)));
      return found.get(key);
    },
  };
}

function isInstead(listed: ListedModel | undefined, { instead, checked }: Correction): boolean {
  if (listed === undefined || instead === undefined) return listed === instead;
  const { input } = dayPrices(listed.rules, checked).usual;
  return listed.id === instead.id && (typeof input === "number" ? input : input?.base) === instead.input;
}
