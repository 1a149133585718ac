import type { UsageRange } from "../spec/snapshot.ts";
import { nothing, oneOf, record, text } from "./decode.ts";
import type { Decoders } from "./rpc.ts";
import type { UsageSurface } from "./usage.ts";

const ranges: Readonly<Record<UsageRange, true>> = { today: true, week: true, month: true };

/** What the usage view may ask of the host, checked. */
export const usageDecoders: Decoders<UsageSurface> = {
  ready: nothing,
  setRange: record({ range: oneOf(ranges) }),
  resetRoute: record({ routeId: text }),
  manageKeys: nothing,
  tryWithoutKeys: nothing,
  openSettings: nothing,
};
