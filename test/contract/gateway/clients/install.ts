/**
 * Installs the clients that are no dependency of the product, once, into out/gateway-clients: below test/ their own
 * sources and tests would be taken for ours.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { withLock } from "../../../vscode/install-lock.ts";

const described = import.meta.dirname;
const folder = path.join(described, "../../../../out/gateway-clients");
const stampFile = path.join(folder, "installed.txt");
const loader = path.join(folder, "load.js");

/** Makes sure that the clients are installed; takes some ten seconds the first time. @throws where npm fails */
export async function installClients(): Promise<void> {
  const lock = await readFile(path.join(described, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  if (await isInstalled(wanted)) return;
  await mkdir(folder, { recursive: true });
  await withLock(
    path.join(folder, "install.lock"),
    () => undefined,
    async () => {
      if (await isInstalled(wanted)) return;
      for (const file of ["package.json", "package-lock.json"])
        await copyFile(path.join(described, file), path.join(folder, file));
      await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
      // A package is looked for from where it is imported.
      await writeFile(loader, "export const load = (name) => import(name);\n");
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
  const { load } = (await import(pathToFileURL(loader).href)) as { load(name: string): Promise<unknown> };
  return (await load(name)) as Exports;
}
