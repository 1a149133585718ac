/** Installs the clients that are no dependency of the product, once, into the folder beside this file. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { withLock } from "../../../vscode/install-lock.ts";

const folder = import.meta.dirname;
const stampFile = path.join(folder, "node_modules/.installed");

/** Makes sure that the clients are installed; takes some ten seconds the first time. @throws where npm fails */
export async function installClients(): Promise<void> {
  const lock = await readFile(path.join(folder, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  if (await isInstalled(wanted)) return;
  await withLock(
    path.join(folder, "install.lock"),
    () => undefined,
    async () => {
      if (await isInstalled(wanted)) return;
      await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
      await writeFile(stampFile, wanted);
    },
  );
}

async function isInstalled(wanted: string): Promise<boolean> {
  return (await readFile(stampFile, "utf8").catch(() => undefined)) === wanted;
}

/** One of the installed packages. What is used of it is said by the caller: its types are there only once it is installed. */
export async function installedPackage<Exports>(name: string): Promise<Exports> {
  await installClients();
  return (await import(name)) as Exports;
}
