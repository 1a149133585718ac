import type { InlineSettings } from "../../src/features/inline/types.ts";

/** Ghost text's settings, with what a test needs otherwise. */
export function inlineSettings(more: Partial<InlineSettings> = {}): InlineSettings {
  return {
    enabled: true,
    delayMs: 75,
    disabledLanguages: [],
    excludedFiles: [],
    maxOutputTokens: 256,
    multiline: "auto",
    ...more,
  };
}
