import type { Provider } from "../../spec/provider.ts";
import { ENGINES } from "./engines.ts";
import { HOSTS } from "./hosts.ts";
import { LOCAL } from "./local.ts";
import { VENDORS } from "./vendors.ts";

/**
 * Every provider that is known without the user's help, in the order in which it is offered. A new one is one more
 * row.
 */
export const CATALOG: readonly Provider[] = [...VENDORS, ...HOSTS, ...ENGINES, ...LOCAL];
