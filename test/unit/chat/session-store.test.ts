import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyReply, newSession, withQuestion, withReply, type Question } from "../../../src/features/chat/session.ts";
import { createSessionStore } from "../../../src/features/chat/session-store.ts";
import type { TraceStep } from "../../../src/protocol/chat.ts";
import { detours } from "../../../webview-ui/chat/trace-words.ts";

const question: Question = { role: "user", id: "q", text: "What is this?", attachments: [], task: "chat" };

describe("saved conversations", () => {
  let directory: string;
  let reports: string[];
  const open = () => createSessionStore(directory, (message) => reports.push(message));
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "switchyard-sessions-"));
    reports = [];
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("come back newest first", async () => {
    const store = open();
    await store.save(withQuestion(newSession("old", 1), question, 10));
    await store.save(withQuestion(newSession("new", 2), question, 20));
    assert.deepEqual(
      (await open().load()).map(({ id, title }) => [id, title]),
      [
        ["new", "What is this?"],
        ["old", "What is this?"],
      ],
    );
  });

  it("keep the last of many saves at once, and leave no drafts", async () => {
    const store = open();
    const session = withQuestion(newSession("s", 1), question, 1);
    await Promise.all(Array.from({ length: 20 }, (_, at) => store.save({ ...session, updatedAt: at })));
    assert.equal((await open().load())[0]?.updatedAt, 19);
    assert.deepEqual(await readdir(directory), ["s.json"]);
  });

  it("show an answer that was under way as interrupted", async () => {
    const session = withReply(
      withQuestion(newSession("s", 1), question, 1),
      { ...emptyReply("r", false), text: "Half" },
      2,
    );
    await open().save(session);
    const reply = (await open().load())[0]?.messages[1];
    assert.equal(reply?.role === "assistant" && reply.state, "interrupted");
    assert.equal(reply?.text, "Half");
  });

  it("leave a damaged file alone, say so, and load the others", async () => {
    await open().save(withQuestion(newSession("good", 1), question, 1));
    await writeFile(join(directory, "bad.json"), '{"id":"bad","mess');
    assert.equal((await open().load()).length, 1);
    assert.equal(reports.length, 1);
    assert.ok((await readdir(directory)).includes("bad.json"));
  });

  it("of an earlier version load as they are: without roles, a task or a record of who went on", async () => {
    const details = {
      trace: [
        { routeId: "a/1", reason: "first in your chain", outcome: "failed", failure: "Overloaded.", durationMs: 3 },
        { routeId: "b/2", reason: "next in your chain", outcome: "succeeded", firstTokenMs: 2, durationMs: 5 },
      ],
      leftOut: [],
      durationMs: 8,
      simulated: false,
    };
    const reply = { role: "assistant", id: "r", text: "Hi", reasoning: "", state: "done", details };
    const old = { id: "old", title: "What is this?", updatedAt: 1, messages: [question, reply] };
    await writeFile(join(directory, "old.json"), JSON.stringify(old));
    const [loaded] = await open().load();
    assert.deepEqual(loaded, old);
    assert.deepEqual(detours(details.trace as TraceStep[]), ["Answered by 2 after 1 failed."]);
    assert.deepEqual(reports, []);
  });

  it("go on in memory when the disk does not take them", async () => {
    await writeFile(join(directory, "file"), "");
    const store = createSessionStore(join(directory, "file", "below"), (message) => reports.push(message));
    await store.save(newSession("s", 1));
    assert.match(reports[0] ?? "", /could not be saved/);
  });
});
