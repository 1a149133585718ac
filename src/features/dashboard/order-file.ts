import { readFile, stat } from "node:fs/promises";
import type { AccountBook } from "../../ledger/accounts/account-book.ts";
import { Refusal } from "../../protocol/host.ts";
import type { Provider } from "../../spec/provider.ts";
import { askFor } from "./files.ts";

/** More than anybody's orders take. */
const mostBytes = 16 * 1024 * 1024;

/** Reads a CSV file of orders that the user chooses. Says what came of it; empty when the user thought better of it. */
export async function importOrderFile(book: AccountBook, providers: readonly Provider[]): Promise<string> {
  const path = await askFor("Orders as CSV", ["csv"]);
  if (path === undefined) return "";
  const { added, skipped, problems } = await book.importOrders(await readText(path), {
    providerOf: (name) => providerNamed(name, providers),
  });
  const [first] = problems;
  const parts = [
    `${added === 1 ? "1 order" : `${added} orders`} added`,
    skipped > 0 ? `${skipped} were known already` : undefined,
    first &&
      `${problems.length === 1 ? "1 line" : `${problems.length} lines`} could not be read (line ${first.line}: ${first.message})`,
  ];
  return `${parts.filter((part) => part !== undefined).join(", ")}.`;
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) throw new Refusal("This file is too large for a list of orders.");
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** By its name or its id, however they are written. */
function providerNamed(name: string, providers: readonly Provider[]): string | undefined {
  const wanted = plain(name);
  return providers.find(({ id, name: called }) => plain(id) === wanted || plain(called) === wanted)?.id;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
