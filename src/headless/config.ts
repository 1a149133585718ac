import { decodeGatewayModels, decodeGatewayOrigins } from "../connections/gateway-rules.ts";
import { readUserSettings, type UserSettings } from "../connections/user-settings.ts";
import type { GatewayRules } from "../gateway/ports.ts";
import { settings } from "../manifest/settings.ts";
import { CATALOG } from "../providers/catalog/catalog.ts";
import { configKeys, isObject } from "./config-keys.ts";
import { credentialProblems, credentialsOf, type EnvCredential } from "./credentials.ts";
import type { Environment } from "./environment.ts";
import { decodeOwnKeys } from "./own-keys.ts";

/** What the file says. */
export interface Config {
  readonly user: UserSettings;
  readonly rules: GatewayRules;
  readonly credentials: readonly EnvCredential[];
  /** Simulated providers stand in for all others. */
  readonly simulated: boolean;
  readonly priceUpdates: boolean;
  /** 0 for ever. */
  readonly keepCallsDays: number;
  /** The folder of the ledger, as written; none is kept unless set. */
  readonly ledger?: string;
  /** The name of the variable that holds the token. */
  readonly tokenVariable?: string;
  readonly port?: number;
  /** What is in the file to no effect. */
  readonly warnings: readonly string[];
}

/** A file that can be used, or everything that is wrong with it, each in one line that begins with the key. */
export type ReadConfig = { readonly config: Config } | { readonly problems: readonly string[] };

/** Reads a file's text. Settings that the editor would count as empty are problems here, since nobody sees a message. */
export function readConfig(text: string, environment: Environment): ReadConfig {
  const file = parse(text);
  if (typeof file === "string") return { problems: [file] };
  const { values, idle, problems: inKeys } = configKeys(file);
  const decoded = decodeOwnKeys(values);
  const user = readUserSettings((key) => (values.has(key) ? values.get(key) : settings[key].default));
  const { models, problem: inModels } = decodeGatewayModels(values.get("gateway.models") ?? {});
  const { origins, problem: inOrigins } = decodeGatewayOrigins(values.get("gateway.origins") ?? []);
  const inSettings = [...user.problems, inModels, inOrigins].flatMap((problem) =>
    problem ? [`${problem.setting.replace(/^switchyard\./, "")}: ${problem.message}`] : [],
  );
  const malformed = [...inKeys, ...("problems" in decoded ? decoded.problems : []), ...inSettings];
  if ("problems" in decoded) return { problems: malformed };

  const { own } = decoded;
  const simulated = own.simulator ?? own["simulator.enabled"] ?? false;
  const credentials = credentialsOf(own.credentials);
  // Keys rest while the simulator stands in for everything.
  const inCredentials = simulated ? [] : credentialProblems(credentials, [...user.providers, ...CATALOG], environment);
  const problems = [...malformed, ...inCredentials];
  if (!simulated && credentials.length === 0) problems.push('credentials: there is none; or set "simulator" to true');
  if (problems.length > 0) return { problems };
  return {
    config: {
      user,
      rules: { models, origins },
      credentials,
      simulated,
      priceUpdates: own.priceUpdates ?? settings.priceUpdates.default,
      keepCallsDays: own.keepCallsDays ?? settings.keepCallsDays.default,
      ...(own.ledger !== undefined && { ledger: own.ledger }),
      ...(own.token && { tokenVariable: own.token.env }),
      ...(own["gateway.port"] !== undefined && { port: own["gateway.port"] }),
      warnings: idle.map((key) => `${key}: this is the editor's and means nothing here`),
    },
  };
}

/** An object, or what is wrong with the text. JavaScript's own message repeats a piece of it, so only the place is told. */
function parse(text: string): object | string {
  try {
    const file: unknown = JSON.parse(text.replace(/^\u{FEFF}/u, ""));
    return isObject(file) ? file : "the file is to hold an object";
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
    const line = position === undefined ? "" : ` at line ${text.slice(0, Number(position)).split("\n").length}`;
    return `the file is not JSON${line} (which has neither comments nor commas before a closing bracket)`;
  }
}
