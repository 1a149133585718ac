import type { Page } from "playwright-core";
import { pick, runCommand } from "./quick-input.ts";

/** Gives a simulated provider a fault by its name in the picker, such as `Down`; `Well` takes it away. */
export async function fault(page: Page, provider: string, kind: string): Promise<void> {
  await runCommand(page, "Switchyard: Simulate a Fault…");
  await pick(page, "Simulate a fault", provider);
  await pick(page, provider, kind);
}
