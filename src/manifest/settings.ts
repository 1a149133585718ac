/**
 * Every setting: its key below `switchyard.` and its default. A test holds package.json to this table.
 * `where` is who may set it: `machine` settings say where a key is sent or what is paid, so an opened repository cannot
 * change them.
 */
export const settings = {
  preset: { default: "ordered", where: "window" },
  policies: { default: {}, where: "window" },
  providers: { default: {}, where: "machine" },
  prices: { default: {}, where: "machine" },
  priceUpdates: { default: true, where: "machine" },
  exchangeRates: { default: {}, where: "machine" },
  budgets: { default: [], where: "machine" },
  limits: { default: {}, where: "machine" },
  localOnly: { default: [], where: "resource" },
  "completion.enabled": { default: true, where: "resource" },
  "completion.delay": { default: 75, where: "resource" },
  "completion.multiline": { default: "auto", where: "resource" },
  "completion.maxTokens": { default: 256, where: "resource" },
  "completion.disabledLanguages": { default: [], where: "resource" },
  "completion.excludedFiles": { default: [], where: "resource" },
  keepCallsDays: { default: 365, where: "machine" },
  telemetry: { default: {}, where: "machine" },
  "gateway.enabled": { default: false, where: "machine" },
  "gateway.port": { default: 4170, where: "machine" },
  "gateway.models": { default: {}, where: "machine" },
  "gateway.origins": { default: [], where: "machine" },
  "simulator.enabled": { default: false, where: "machine" },
} as const satisfies Readonly<Record<string, { default: unknown; where: "window" | "machine" | "resource" }>>;

export type SettingKey = keyof typeof settings;

export const settingsSection = "switchyard";
