import path from "node:path";
import type { Page } from "playwright-core";
import { screenshot } from "./workbench.ts";

/** Runs named steps one after the other: a line on the terminal and a picture for each. */
export interface Steps {
  /** What `work` returns is said behind the step's name. @throws what `work` throws, after a picture of that moment. */
  run(name: string, work: () => Promise<string | undefined | void>): Promise<void>;
}

/** @param folder where the pictures go, numbered in the order of the steps. */
export function createSteps(page: Page, folder: string): Steps {
  let number = 0;
  return {
    async run(name, work) {
      number += 1;
      const file = `${String(number).padStart(2, "0")}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
      const started = performance.now();
      const line = (outcome: string) =>
        `${String(number).padStart(2)}  ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)${outcome}`;
      try {
        const said = await work();
        await screenshot(page, folder, file);
        console.log(line(said === undefined ? "" : `: ${said}`));
      } catch (error) {
        await screenshot(page, folder, `${file}-failed`);
        console.log(line(" FAILED"));
        console.log(`    See ${path.join(folder, `${file}-failed.png`)}`);
        throw error;
      }
    },
  };
}
