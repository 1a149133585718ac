import { mkdir, readFile, rm, symlink } from "node:fs/promises";
import path from "node:path";

/**
 * Installs an extension from its folder, as it is built there: a page that is reloaded runs what was built last. The
 * editor then treats it as any other, which it does not with an extension under development.
 *
 * @param dataDir of an editor that is not running.
 */
export async function linkExtension(dataDir: string, extensionPath: string): Promise<void> {
  const folder = path.join(dataDir, "extensions");
  const link = path.join(folder, await extensionId(extensionPath));
  await mkdir(folder, { recursive: true });
  await rm(link, { force: true });
  await symlink(extensionPath, link, "dir");
  // Without its list of extensions, the editor makes one of the folders that it finds.
  await rm(path.join(folder, "extensions.json"), { force: true });
}

/** Publisher, name and version, as the editor names the folders of extensions. */
async function extensionId(extensionPath: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(extensionPath, "package.json"), "utf8"));
  const { publisher, name, version } = manifest as { publisher: string; name: string; version: string };
  return `${publisher}.${name}-${version}`;
}
