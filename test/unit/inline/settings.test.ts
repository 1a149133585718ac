import assert from "node:assert/strict";
import { readInlineSettings } from "../../../src/features/inline/settings.ts";
import { settings } from "../../../src/manifest/settings.ts";
import { inlineSettings } from "../../support/inline-settings.ts";

describe("ghost text's settings", () => {
  it("are the defaults when nothing is set", () => {
    assert.deepEqual(
      readInlineSettings((key) => settings[key].default),
      inlineSettings(),
    );
  });

  it("leave out what is malformed and keep the rest", () => {
    const values: Readonly<Record<string, unknown>> = {
      "completion.enabled": "yes",
      "completion.delay": "fast",
      "completion.multiline": 1,
      "completion.maxTokens": 100,
      "completion.disabledLanguages": "python",
      "completion.excludedFiles": ["a", 1, "b"],
    };
    const expected = inlineSettings({ maxOutputTokens: 100, excludedFiles: ["a", "b"] });
    assert.deepEqual(
      readInlineSettings((key) => values[key]),
      expected,
    );
  });

  it("are bounded, so that a slip of the hand cannot stop or flood ghost text", () => {
    const read = (value: number) => readInlineSettings((key) => (key.startsWith("completion.") ? value : undefined));
    assert.equal(read(-5).delayMs, 0);
    assert.equal(read(1e9).delayMs, 10_000);
    assert.equal(read(Number.NaN).delayMs, 75);
    assert.equal(read(0).maxOutputTokens, 1);
    assert.equal(read(1.7).maxOutputTokens, 2);
    assert.equal(read(1e9).maxOutputTokens, 4096);
  });
});
