import { settings, type SettingKey } from "../../manifest/settings.ts";
import type { InlineSettings } from "./types.ts";

/** Ghost text's settings from what VS Code holds. A value of the wrong type counts as unset: typing must go on. */
export function readInlineSettings(read: (key: SettingKey) => unknown): InlineSettings {
  const enabled = read("completion.enabled");
  return {
    enabled: typeof enabled === "boolean" ? enabled : settings["completion.enabled"].default,
    delayMs: whole(read("completion.delay"), { least: 0, most: 10_000, unset: settings["completion.delay"].default }),
    multiline: read("completion.multiline") === "never" ? "never" : "auto",
    maxOutputTokens: whole(read("completion.maxTokens"), {
      least: 1,
      most: 4096,
      unset: settings["completion.maxTokens"].default,
    }),
    disabledLanguages: texts(read("completion.disabledLanguages")),
    excludedFiles: texts(read("completion.excludedFiles")),
  };
}

function whole(value: unknown, { least, most, unset }: Readonly<Record<"least" | "most" | "unset", number>>): number {
  if (typeof value !== "number" || Number.isNaN(value)) return unset;
  return Math.round(Math.min(most, Math.max(least, value)));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
