import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { commandTitles } from "../../../src/manifest/commands.ts";
import { settings, settingsSection } from "../../../src/manifest/settings.ts";
import { views } from "../../../src/manifest/views.ts";
import { tasks } from "../../../src/spec/task.ts";

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
      readonly properties: Readonly<
        Record<string, { readonly default: unknown; readonly scope?: string; readonly properties?: object }>
      >;
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
    for (const key of ["providers", "prices", "simulator.enabled"]) {
      assert.equal(properties[`${settingsSection}.${key}`]?.scope, "machine", key);
    }
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, "limited");
    assert.ok(restrictedConfigurations.includes("switchyard.policies"));
    assert.ok(restrictedConfigurations.includes("switchyard.completion.excludedFiles"));
  });

  it("has a policy for every task", () => {
    assert.deepEqual(
      Object.keys(manifest.contributes.configuration.properties["switchyard.policies"]?.properties ?? {}).toSorted(),
      [...tasks].toSorted(),
    );
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
