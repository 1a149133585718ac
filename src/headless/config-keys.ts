import { routingSettings } from "../connections/user-settings.ts";
import { settings, settingsSection } from "../manifest/settings.ts";

/** Callers name no files, and no accounts are read. */
const withoutUse: ReadonlySet<string> = new Set(["localOnly", "exchangeRates"]);

/** Settings that hold here as they do in the editor. */
const shared: readonly string[] = [
  ...routingSettings.filter((key) => !withoutUse.has(key)),
  "priceUpdates",
  "keepCallsDays",
  "simulator.enabled",
  "gateway.models",
  "gateway.origins",
  "gateway.port",
];

/** What only the file has. `simulator` is the short way to write `simulator.enabled`. */
const own: readonly string[] = ["credentials", "token", "ledger", "simulator"];

const ofEditor: readonly string[] = Object.keys(settings).filter((key) => !shared.includes(key));
const known = new Set([...shared, ...own, ...ofEditor]);

/** Names that others begin with, such as `gateway`. */
const groups = new Set([...known].flatMap((key) => (key.includes(".") ? [key.slice(0, key.indexOf("."))] : [])));

/** A file's keys, written out. */
export interface ConfigKeys {
  /** By name, such as `gateway.models`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Settings that mean nothing outside of the editor. */
  readonly idle: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Finds the settings in a file: dotted as in VS Code's settings or nested, with `switchyard` before them or without. A key
 * that is none of them is a problem, because it is most likely a slip of the keyboard.
 */
export function configKeys(file: object): ConfigKeys {
  const values = new Map<string, unknown>();
  const idle: string[] = [];
  const problems: string[] = [];
  const collect = (part: object, before: string) => {
    for (const [written, value] of Object.entries(part)) {
      const name = (before + written).replace(/^switchyard\./, "");
      if (isObject(value) && (groups.has(name) || name === settingsSection)) {
        collect(value, `${name}.`);
      } else if (!known.has(name)) {
        problems.push(`${name}: there is no such key; those there are: ${[...own, ...shared].join(", ")}`);
      } else if (values.has(name)) {
        problems.push(`${name}: it is there twice`);
      } else {
        values.set(name, value);
        if (ofEditor.includes(name)) idle.push(name);
      }
    }
  };
  collect(file, "");
  return { values, idle, problems };
}

/** Whether it has keys of its own. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
