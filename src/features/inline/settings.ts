import { settings, type SettingKey } from "../../manifest/settings.ts";
import type { InlineSettings } from "./types.ts";

/** Ghost text's settings from what VS Code holds. A value of the wrong type counts as unset: typing must go on. */
export function readInlineSettings(read: (key: SettingKey) => unknown): InlineSettings {
  return {
    enabled: ofType("boolean", read("completion.enabled"), settings["completion.enabled"].default),
    delayMs: ofType("number", read("completion.delay"), settings["completion.delay"].default),
    multiline: read("completion.multiline") === "never" ? "never" : "auto",
    maxOutputTokens: ofType("number", read("completion.maxTokens"), settings["completion.maxTokens"].default),
    disabledLanguages: texts(read("completion.disabledLanguages")),
    excludedFiles: texts(read("completion.excludedFiles")),
  };
}

interface Types {
  readonly boolean: boolean;
  readonly number: number;
}

function ofType<T extends keyof Types>(type: T, value: unknown, otherwise: Types[T]): Types[T] {
  // `typeof` just said so; TypeScript does not follow it through the type parameter.
  return typeof value === type ? (value as Types[T]) : otherwise;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
