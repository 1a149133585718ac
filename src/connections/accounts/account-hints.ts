import type { AccountKey } from "../../spec/account.ts";
import type { Provider } from "../../spec/provider.ts";

const ADD = 'add one with "Switchyard: Manage API Keys…"';

/** What would have to be added to be told of an account, or of more of it; one sentence. */
export function hintFor(
  { name, simulated }: Provider,
  readable: boolean,
  wants: AccountKey | undefined,
): string | undefined {
  if (simulated) return undefined;
  if (wants === "access-token")
    return `An access token of yours at ${name} would tell the whole account's balance; ${ADD}.`;
  if (wants === "admin-key" && readable) return `A management key would tell the whole account's balance; ${ADD}.`;
  if (wants === "admin-key") {
    return `${name} tells what was spent to an admin key alone; ${ADD}, or enter what you paid as orders.`;
  }
  return readable ? undefined : `${name} tells of no balance; enter what you paid as orders, and it is estimated.`;
}
