import { tools } from "../gateway/tools.ts";

/** What a person calls who asks: the ledger's own names for it, and the programs that the gateway knows. */
export const clientNames: Readonly<Record<string, string>> = {
  editor: "Editor",
  gateway: "Unnamed program",
  ...Object.fromEntries(tools.map(({ client, name }) => [client, name])),
};
