import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";

/** The version that package.json names, which lies above both the source and what is built of it. */
export function ownVersion(): string {
  const file = findPackageJSON(import.meta.url);
  if (file === undefined) return "unknown";
  const manifest: { readonly version?: unknown } = JSON.parse(readFileSync(file, "utf8"));
  return String(manifest.version);
}
