import { tools } from "./tools.ts";

/** What a person calls who asks: the ledger's own names for it, and the programs that the gateway knows. */
export const clientNames: Readonly<Record<string, string>> = {
  editor: "Editor",
  gateway: "Unnamed program",
  ...Object.fromEntries(tools.map(({ client, name }) => [client, name])),
};

/** One of them by its name for people; as it stands where it has none. */
export function clientCalled(client: string): string {
  return (Object.hasOwn(clientNames, client) ? clientNames[client] : undefined) ?? client;
}
