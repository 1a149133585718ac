import { cp, rm } from "node:fs/promises";
import { sampleWorkspace } from "./paths.ts";

/** Makes `folder` a fresh copy of the sample workspace and returns it; the original is never edited. */
export async function freshWorkspace(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(sampleWorkspace, folder, { recursive: true });
  return folder;
}
