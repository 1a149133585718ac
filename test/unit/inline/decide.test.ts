import assert from "node:assert/strict";
import { type Moment, refusal } from "../../../src/features/inline/decide.ts";
import type { DocumentView } from "../../../src/features/inline/document.ts";
import { isSecretFile } from "../../../src/features/inline/secret-files.ts";
import type { InlineSettings } from "../../../src/features/inline/types.ts";
import { inlineSettings } from "../../support/inline-settings.ts";
import { documentOf } from "../../support/text-document.ts";

interface Case {
  readonly content?: string;
  readonly view?: Partial<DocumentView>;
  readonly moment?: Partial<Moment>;
  readonly settings?: Partial<InlineSettings>;
}

function decide({ content = "const a = |", view = {}, moment = {}, settings = {} }: Case = {}): string {
  const document = documentOf(content, view);
  const at = { view: document.view, caret: document.caret, explicit: false, carets: 1, selecting: false };
  const refused = refusal({ ...at, ...moment }, inlineSettings(settings));
  return refused ? `${refused.kind}: ${refused.reason}` : "asked";
}

describe("whether a model is asked", () => {
  const rows: readonly (readonly [name: string, given: Case, expected: RegExp])[] = [
    ["at the end of a line", {}, /^asked$/],
    ["in an unsaved file", { view: { scheme: "untitled" } }, /^asked$/],
    ["in a notebook's cell", { view: { scheme: "vscode-notebook-cell" } }, /^asked$/],
    ["when turned off", { settings: { enabled: false } }, /^off: .*turned off in the settings/],
    ["when turned off, even on purpose", { settings: { enabled: false }, moment: { explicit: true } }, /^off/],
    ["in a language turned off", { settings: { disabledLanguages: ["typescript"] } }, /^off: .*typescript/],
    ["in an output channel", { view: { scheme: "output" } }, /^off/],
    ["in the user's settings", { view: { scheme: "vscode-userdata" } }, /^off/],
    ["in a file with keys", { view: { path: "config/.env.local" } }, /^off: .*keys or passwords/],
    ["in an excluded file", { settings: { excludedFiles: ["docs/**", "src/*.ts"] } }, /^off: .*src\/\*\.ts/],
    ["in a read-only file", { view: { writable: false } }, /^nothing: .*read-only/],
    ["with two carets", { moment: { carets: 2 } }, /^nothing: .*caret/],
    ["with a selection", { moment: { selecting: true } }, /^nothing: .*selected/],
    ["inside a word", { content: "const na|me = 1" }, /^nothing: .*word/],
    ["inside a word of another script", { content: "let gr|ößer" }, /^nothing: .*word/],
    ["inside a word, on purpose", { content: "const na|me = 1", moment: { explicit: true } }, /^asked$/],
    ["at the end of a word", { content: "const name| = 1" }, /^asked$/],
    ["before a word", { content: "foo(|bar)" }, /^asked$/],
    ["in an empty file", { content: "|" }, /^nothing: .*empty/],
    ["in an empty file, on purpose", { content: "|", moment: { explicit: true } }, /^asked$/],
    ["on an empty line", { content: "a();\n|" }, /^asked$/],
  ];
  for (const [name, given, expected] of rows) {
    it(`${name}: ${expected.source}`, () => assert.match(decide(given), expected));
  }
});

describe("files that hold keys", () => {
  const secret = [
    ".env",
    "app/.env.production",
    "prod.env",
    "server.pem",
    "tls/private.key",
    "store.p12",
    ".ssh/id_rsa",
    "id_ed25519.pub",
    ".npmrc",
    "/home/me/.netrc",
    ".aws/credentials",
    "gcp/credentials.json",
    "k8s/secrets.yaml",
    "service-account-prod.json",
    "prod.tfvars",
    "terraform.tfstate.backup",
    ".vault-token",
    "/home/me/.kube/config",
    ".docker/config.json",
  ];
  for (const path of secret) it(`${path} is one`, () => assert.equal(isSecretFile(path), true));
  for (const path of ["src/credentials.ts", "environment.ts", "keyboard.key.ts", "src/config.json", "id.ts"]) {
    it(`${path} is not`, () => assert.equal(isSecretFile(path), false));
  }
});
