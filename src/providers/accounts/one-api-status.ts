import * as v from "valibot";
import type { Result } from "../../spec/failure.ts";
import { besideVersion } from "./account-api.ts";
import type { Ask } from "./account-api.ts";
import { decode, figure, maybeFigure } from "./decode.ts";

/**
 * What a server of the one-api family tells anybody, without a key, at `GET /api/status`:
 * https://github.com/songquanpeng/one-api (controller/misc.go), https://github.com/QuantumNous/new-api (the same file).
 */
const answer = v.object({
  data: v.object({
    quota_per_unit: figure,
    display_in_currency: v.nullish(v.boolean()),
    quota_display_type: v.nullish(v.string()),
    usd_exchange_rate: maybeFigure,
  }),
});

/** How such a server counts. */
export interface OneApiUnits {
  /** Units of quota in a US dollar; 500,000 unless its owner changed it. */
  readonly perDollar: number;
  /** In what its billing answers are, whatever their fields are called. */
  readonly billing: { readonly currency: string; readonly divideBy: number };
}

/** Asks without the key whether this is one of the family, and how it counts. */
export async function readOneApiUnits(ask: Ask, baseUrl: string): Promise<Result<OneApiUnits>> {
  const told = await ask({ url: `${besideVersion(baseUrl)}/api/status`, headers: {} });
  return told.ok ? decodeUnits(told.value) : told;
}

export function decodeUnits(sent: unknown): Result<OneApiUnits> {
  const decoded = decode(
    v.pipe(
      answer,
      v.check(({ data }) => data.quota_per_unit > 0),
    ),
    sent,
  );
  if (!decoded.ok) return decoded;
  const { quota_per_unit: perDollar, display_in_currency: asMoney, quota_display_type: type } = decoded.value.data;
  if (type === "CNY") return { ok: true, value: { perDollar, billing: { currency: "CNY", divideBy: 1 } } };
  // An owner may let it show bare units, and the billing answers then have those too.
  const divideBy = type === "TOKENS" || (type == null && asMoney === false) ? perDollar : 1;
  return { ok: true, value: { perDollar, billing: { currency: "USD", divideBy } } };
}
