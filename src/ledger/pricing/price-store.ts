import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A few small texts that outlive the program, by name. */
export interface PriceStore {
  /** Undefined when there is none, or when it cannot be read. */
  read(name: string): Promise<string | undefined>;
  /** All of it or nothing: who reads meanwhile reads the text before. */
  write(name: string, text: string): Promise<void>;
}

/** Files in a folder, which is made when it is first needed. */
export function priceFiles(folder: string): PriceStore {
  return {
    async read(name) {
      try {
        return await readFile(join(folder, name), "utf8");
      } catch {
        return undefined;
      }
    },
    async write(name, text) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, name);
      // Two windows may write at once, each its own file; the last one to be done is kept.
      const unfinished = `${path}.${process.pid}`;
      await writeFile(unfinished, text);
      await rename(unfinished, path);
    },
  };
}
