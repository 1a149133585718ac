import assert from "node:assert/strict";
import { highlight } from "../../../webview-ui/chat/markdown/highlight.ts";
import type { ScopeNode } from "../../../webview-ui/chat/markdown/scope-tree.ts";

const plain = (nodes: readonly ScopeNode[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : plain(node.children))).join("");

const samples: Readonly<Record<string, string>> = {
  ts: "export function f(item: Item): number {\n  // nothing\n  return `${item.a}` ? 0.5 : 1;\n}\n",
  python: "@cached\ndef f(a: int = 3) -> str:\n    return f'{a}'\n",
  html: '<p class="x">a &amp; b<script>let a = 1;</script></p>\n',
  bash: 'for f in *.ts; do echo "$f" | wc -l; done\n',
  json: '{ "a": [1, true, null, "x"] }\n',
  rust: 'fn main() { let v: Vec<u8> = vec![1]; println!("{}", v.len()); }\n',
  diff: "@@ -1 +1 @@\n-a\n+b\n",
};

describe("highlighted code", () => {
  for (const [language, code] of Object.entries(samples)) {
    it(`keeps every character of ${language}, and has colours`, () => {
      const nodes = highlight(code, language);
      assert.equal(plain(nodes ?? []), code);
      assert.ok(nodes?.some((node) => typeof node !== "string"));
    });
  }

  it("is plain for a language that is not known", () => {
    assert.equal(highlight("x", "no-such-language"), undefined);
  });
});
