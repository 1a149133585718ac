import assert from "node:assert/strict";
import type { DocumentView } from "../../../src/features/inline/document.ts";
import { caretsAfter } from "../../../src/features/inline/edit-carets.ts";
import { fillRequest, promptTokens, type Snippet } from "../../../src/features/inline/prompt.ts";
import { RecentEdits } from "../../../src/features/inline/recent-edits.ts";
import { withItem } from "../../../src/features/inline/suggest-widget.ts";
import { readWindow } from "../../../src/features/inline/window.ts";
import { documentOf } from "../../support/text-document.ts";

function requestAt(content: string, snippets: readonly Snippet[] = [], facts: Partial<DocumentView> = {}) {
  const { view, caret } = documentOf(content, facts);
  return fillRequest(view, readWindow(view, caret), snippets, 100);
}

describe("the request for a gap", () => {
  it("is the text on both sides, with the file's name and language", () => {
    assert.deepEqual(requestAt("a|\nb"), {
      kind: "fill",
      prefix: "a",
      suffix: "\nb",
      language: "typescript",
      path: "src/a.ts",
      maxOutputTokens: 100,
    });
  });

  it("shows pieces of other files as comments of the language", () => {
    const snippets = [{ path: "b.py", text: "x = 1\n\ny = 2" }];
    const { prefix } = requestAt("a|", snippets, { language: "python" });
    assert.equal(prefix, "# From b.py:\n# x = 1\n#\n# y = 2\na");
  });

  it("shows none where a comment to the end of the line is unknown", () => {
    assert.equal(requestAt("a|", [{ path: "b", text: "x" }], { language: "html" }).prefix, "a");
  });

  it("gives no folder away of a file outside the workspace", () => {
    assert.equal(requestAt("a|", [], { path: "/home/me/private/a.ts" }).path, "a.ts");
    assert.equal(requestAt("a|", [], { path: "C:/Users/me/a.ts" }).path, "a.ts");
  });

  it("holds no half of a character, where a window cuts one", () => {
    assert.equal(requestAt(`${"💡".repeat(4000)}x|`).prefix.isWellFormed(), true);
    assert.equal(requestAt(`|x${"💡".repeat(4000)}`).suffix.isWellFormed(), true);
  });

  it("estimates its tokens on the safe side", () => {
    assert.equal(promptTokens(requestAt(`${"x".repeat(20)}|${"y".repeat(10)}`)), 10);
  });
});

describe("the last edits", () => {
  const file = (path: string, content = path, language = "typescript") =>
    documentOf(content, { uri: path, path, language }).view;
  const here = file("here.ts");
  const paths = (edits: RecentEdits, mayShow = (_: DocumentView) => true) =>
    edits.snippetsFor(here, mayShow).map(({ path }) => path);

  it("are shown for other documents of the language, the newest nearest to the caret", () => {
    const edits = new RecentEdits();
    for (const path of ["a.ts", "b.ts", "a.ts", "here.ts"]) edits.note(file(path), 0);
    edits.note(file("c.py", "c", "python"), 0);
    assert.deepEqual(paths(edits), ["b.ts", "a.ts"]);
  });

  it("are remembered for eight documents", () => {
    const edits = new RecentEdits();
    for (let at = 0; at < 9; at += 1) edits.note(file(`${at}.ts`), 0);
    assert.deepEqual(
      paths(edits),
      [1, 2, 3, 4, 5, 6, 7, 8].map((at) => `${at}.ts`),
    );
  });

  it("leave out what may not be shown, and what was closed", () => {
    const edits = new RecentEdits();
    for (const path of ["a.ts", "b.ts", "c.ts"]) edits.note(file(path), 0);
    edits.forget("b.ts");
    assert.deepEqual(
      paths(edits, ({ path }) => path !== "a.ts"),
      ["c.ts"],
    );
  });

  it("show the lines around the edit", () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const edits = new RecentEdits();
    edits.note(file("a.ts", lines.join("\n")), 50);
    const [snippet] = edits.snippetsFor(here, () => true);
    assert.equal(snippet?.text, lines.slice(42, 59).join("\n"));
  });

  it("stay within a budget", () => {
    const edits = new RecentEdits();
    for (const path of ["a.ts", "b.ts", "c.ts", "d.ts", "e.ts"])
      edits.note(file(path, "y".repeat(90).concat("\n").repeat(50)), 9);
    const snippets = edits.snippetsFor(here, () => true);
    assert.ok(snippets.every(({ text }) => text.length <= 800));
    assert.ok(snippets.reduce((sum, { text }) => sum + text.length, 0) <= 2000);
  });

  it("are left out when the edited line is enormous, or gone", () => {
    const edits = new RecentEdits();
    edits.note(file("a.ts", "z".repeat(5000)), 0);
    edits.note(file("b.ts", "\n\n"), 7);
    assert.deepEqual(paths(edits), []);
  });
});

describe("the selected item of the completion list", () => {
  it("is in the document as if it had been accepted", () => {
    const { view } = documentOf("a\n  con|.x\nb");
    const assumed = withItem(view, { text: "console", line: 1, from: 2, to: 5 });
    assert.deepEqual(assumed?.caret, { line: 1, character: 9 });
    assert.deepEqual(
      [0, 1, 2].map((line) => assumed?.view.line(line)),
      ["a", "  console.x", "b"],
    );
  });

  it("is no place to go on from when it has several lines", () => {
    assert.equal(withItem(documentOf("|").view, { text: "a\nb", line: 0, from: 0, to: 0 }), undefined);
  });
});

describe("the caret after an edit", () => {
  it("is behind any of the characters that were put in", () => {
    assert.deepEqual(caretsAfter({ start: { line: 3, character: 5 }, text: "{\r\n}" }), [
      { line: 3, character: 5 },
      { line: 3, character: 6 },
      { line: 4, character: 0 },
      { line: 4, character: 1 },
    ]);
  });

  it("is not looked for after a paste", () => {
    assert.deepEqual(caretsAfter({ start: { line: 0, character: 0 }, text: "x".repeat(1000) }), []);
  });
});
