import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { decodeBudgets } from "../../../src/connections/budgets.ts";
import { decodeLimits } from "../../../src/connections/limits.ts";
import { presets } from "../../../src/connections/presets.ts";
import { decodeLocalOnly } from "../../../src/connections/privacy.ts";
import { commandTitles } from "../../../src/manifest/commands.ts";
import { settings, settingsSection } from "../../../src/manifest/settings.ts";
import { views } from "../../../src/manifest/views.ts";
import { tasks } from "../../../src/spec/task.ts";

/** As much of a setting's schema as the tests look at. */
interface SettingSchema {
  readonly default: unknown;
  readonly scope?: string;
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly items?: { readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
  readonly additionalProperties?: { readonly properties?: object };
}

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly views: { readonly switchyard: readonly { readonly id: string }[] };
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: {
      readonly properties: Readonly<Record<string, SettingSchema>>;
    };
  };
}

describe("package.json", () => {
  let manifest: Manifest;
  before(async () => {
    manifest = JSON.parse(await readFile(new URL("../../../package.json", import.meta.url), "utf8")) as Manifest;
  });

  it("offers every command of the table under its title, and no other", () => {
    const offered = Object.fromEntries(manifest.contributes.commands.map(({ command, title }) => [command, title]));
    assert.deepEqual(offered, commandTitles);
    assert.ok(manifest.contributes.commands.every(({ category }) => category === "Switchyard"));
  });

  it("puts only known commands into menus", () => {
    for (const item of Object.values(manifest.contributes.menus).flat())
      assert.ok(item.command in commandTitles, item.command);
  });

  it("declares every setting of the table with its default and its scope, and no other", () => {
    const declared = Object.entries(manifest.contributes.configuration.properties).map(
      ([key, { default: value, scope }]) => [key, value, scope ?? "window"],
    );
    const expected = Object.entries(settings).map(([key, row]) => [
      `${settingsSection}.${key}`,
      row.default,
      row.where,
    ]);
    assert.deepEqual(declared.toSorted(), expected.toSorted());
  });

  it("keeps settings that say where a key goes or what is paid out of a workspace's reach", () => {
    const properties = manifest.contributes.configuration.properties;
    for (const key of ["providers", "prices", "budgets", "limits", "simulator.enabled"]) {
      assert.equal(properties[`${settingsSection}.${key}`]?.scope, "machine", key);
    }
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, "limited");
    for (const key of ["policies", "preset", "localOnly"]) {
      assert.ok(restrictedConfigurations.includes(`${settingsSection}.${key}`), key);
    }
    assert.ok(restrictedConfigurations.includes("switchyard.completion.excludedFiles"));
  });

  it("has a policy for every task", () => {
    assert.deepEqual(
      Object.keys(manifest.contributes.configuration.properties["switchyard.policies"]?.properties ?? {}).toSorted(),
      [...tasks].toSorted(),
    );
  });

  it("has the same choices in the policy of every task", () => {
    const policies = manifest.contributes.configuration.properties["switchyard.policies"]?.properties ?? {};
    const [first, ...others] = Object.values(policies).map(({ description: _, ...policy }) => policy);
    for (const other of others) assert.deepEqual(other, first);
    assert.deepEqual(Object.keys(first?.["properties"] ?? {}).toSorted(), [
      "chain",
      "continueBroken",
      "deadlines",
      "failOverWhenFiltered",
      "hedge",
      "objective",
    ]);
  });

  it("offers every preset under its title and description, the first one by default", () => {
    const preset = manifest.contributes.configuration.properties["switchyard.preset"];
    const rows = Object.values(presets);
    assert.deepEqual(preset?.enum, Object.keys(presets));
    assert.deepEqual(
      preset?.enumItemLabels,
      rows.map(({ title }) => title),
    );
    assert.deepEqual(
      preset?.enumDescriptions,
      rows.map(({ description }) => description),
    );
    assert.equal(preset?.default, Object.keys(presets)[0]);
  });

  it("takes what its decoders take", () => {
    const setting = (key: string) => manifest.contributes.configuration.properties[`${settingsSection}.${key}`];
    // oxlint-disable-next-line unicorn/no-thenable -- as it reads in the settings
    const budget = { usd: 5, per: "day", then: "stop", task: "chat", client: "editor", experiment: "terse" };
    const { budgets, problem } = decodeBudgets([budget]);
    assert.deepEqual([budgets.length, problem], [1, undefined]);
    assert.deepEqual(
      Object.keys(setting("budgets")?.items?.properties ?? {}).toSorted(),
      Object.keys(budget).toSorted(),
    );
    assert.deepEqual(setting("budgets")?.items?.properties?.["task"]?.enum, tasks);
    assert.equal(decodeBudgets(setting("budgets")?.default).problem, undefined);
    assert.equal(decodeLocalOnly(setting("localOnly")?.default).problem, undefined);
    assert.equal(decodeLimits(setting("limits")?.default).problem, undefined);
    const limit = { requestsPerMinute: 1, tokensPerMinute: 1 };
    assert.equal(decodeLimits({ "openai/*": limit }).problem, undefined);
    assert.deepEqual(Object.keys(setting("limits")?.additionalProperties?.properties ?? {}), Object.keys(limit));
  });

  it("keeps the settings few", () => {
    assert.ok(Object.keys(manifest.contributes.configuration.properties).length <= 25);
  });

  it("declares the views that are registered", () => {
    assert.deepEqual(
      manifest.contributes.views.switchyard.map(({ id }) => id).toSorted(),
      Object.values(views).toSorted(),
    );
  });

  it("is typed against the oldest editor it says it runs in", () => {
    assert.equal(`^${manifest.devDependencies["@types/vscode"]}`, manifest.engines.vscode);
  });
});
