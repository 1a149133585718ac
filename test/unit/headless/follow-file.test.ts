import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { followFile } from "../../../src/headless/follow-file.ts";

/** Longer than it takes until a change counts as done. */
const longEnoughMs = 900;

describe("a file that is followed", () => {
  let folder = "";
  let file = "";
  let told = 0;
  let following: { close(): void };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "switchyard-follow-"));
    file = join(folder, "gateway.json");
    await writeFile(file, "{}");
    told = 0;
    following = followFile(
      file,
      () => (told += 1),
      (error) => assert.fail(String(error)),
    );
    // What was written just before may be told of still.
    await sleep(longEnoughMs);
    told = 0;
  });

  afterEach(async () => {
    following.close();
    await rm(folder, { recursive: true });
  });

  it("is told of once for writes that follow close upon each other", async () => {
    for (const text of ["{", "{}", '{"a":1}']) await writeFile(file, text);
    await sleep(longEnoughMs);
    assert.equal(told, 1);
  });

  it("is followed also when another one takes its place, again and again", async () => {
    for (const expected of [1, 2]) {
      await writeFile(`${file}.new`, "{}");
      await rename(`${file}.new`, file);
      await sleep(longEnoughMs);
      assert.equal(told, expected);
    }
  });

  it("is followed also where its path leads over a link to a folder that is exchanged", async () => {
    for (const version of ["one", "two"]) {
      await mkdir(join(folder, version));
      await writeFile(join(folder, version, "linked.json"), `{"${version}":1}`);
    }
    await symlink("one", join(folder, "..data"));
    await symlink(join("..data", "linked.json"), join(folder, "linked.json"));
    let changes = 0;
    const linked = followFile(
      join(folder, "linked.json"),
      () => (changes += 1),
      (error) => assert.fail(String(error)),
    );
    await sleep(longEnoughMs);
    changes = 0;
    await symlink("two", join(folder, "..data-new"));
    await rename(join(folder, "..data-new"), join(folder, "..data"));
    await sleep(longEnoughMs);
    linked.close();
    assert.equal(changes, 1);
  });

  it("is not told of for its neighbours, nor once nobody follows it", async () => {
    await writeFile(join(folder, "ledger.sqlite"), "x");
    await sleep(longEnoughMs);
    await writeFile(file, "{ }");
    following.close();
    await sleep(longEnoughMs);
    assert.equal(told, 0);
  });

  it("is given up where its folder is not there", () => {
    const lost: unknown[] = [];
    followFile(join(folder, "nowhere", "gateway.json"), assert.fail, (error) => lost.push(error)).close();
    assert.equal(lost.length, 1);
  });
});
