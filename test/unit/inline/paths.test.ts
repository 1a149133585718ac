import assert from "node:assert/strict";
import { InlineEngine } from "../../../src/features/inline/engine.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { createFakeRouter } from "../../support/fake-router.ts";
import { inlineSettings } from "../../support/inline-settings.ts";
import { documentOf } from "../../support/text-document.ts";

const start = { line: 0, character: 0 };

/** The files that ghost text in `path` says it sends, after edits in others, and whether their text is sent. */
async function sentFrom(path: string, others: readonly string[], staysHere?: (path: string) => boolean) {
  const clock = createFakeClock();
  const fake = createFakeRouter();
  const engine = new InlineEngine({
    router: fake.router,
    clock,
    settings: () => inlineSettings(),
    pinned: () => undefined,
    policyKey: () => "one",
    report: () => {},
    ...(staysHere && { staysHere }),
  });
  for (const other of others) {
    engine.edited(documentOf(`const in_${other.replaceAll(/\W/g, "_")} = 1;|`, fileAt(other)).view, {
      start,
      text: "c",
    });
  }
  const { view, caret } = documentOf("const total = |", fileAt(path));
  const question = { view, caret, explicit: true, carets: 1, selecting: false };
  void engine.suggest(question, new AbortController().signal);
  await clock.advance(2_000);
  const { query } = fake.at(0);
  engine.dispose();
  return { paths: query.paths, prompt: query.request.kind === "fill" ? query.request.prefix : "" };
}

function fileAt(path: string) {
  return { path, uri: `file:///w/${path}` };
}

const secret = (path: string) => path.startsWith("secret/");

describe("the files that ghost text sends", () => {
  it("are named to the router: the one at the caret and those shown beside it", async () => {
    const { paths, prompt } = await sentFrom("src/a.ts", ["src/b.ts"]);
    assert.deepEqual(paths, ["src/a.ts", "src/b.ts"]);
    assert.match(prompt, /in_src_b_ts/);
  });

  it("are not joined by one that stays on this machine, which would keep the others here", async () => {
    const { paths, prompt } = await sentFrom("src/a.ts", ["secret/b.ts", "src/c.ts"], secret);
    assert.deepEqual(paths, ["src/a.ts", "src/c.ts"]);
    assert.doesNotMatch(prompt, /secret/);
  });

  it("may be joined by it where the file at the caret stays here too", async () => {
    const { paths } = await sentFrom("secret/a.ts", ["secret/b.ts"], secret);
    assert.deepEqual(paths, ["secret/a.ts", "secret/b.ts"]);
  });
});
