import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { leftChoice, leftText } from "../../../webview-ui/dashboard/parts/left.ts";
import type { Left } from "../../../webview-ui/dashboard/memory.ts";

describe("what a page is left with", () => {
  it("is empty or the first of a few until something is chosen", () => {
    const left = signal<Left>({});
    assert.equal(leftText({ left }, "filter")[0], "");
    const [chosen, choose] = leftChoice({ left }, "split", ["model", "client"]);
    assert.equal(chosen, "model");
    choose("client");
    leftText({ left }, "filter")[1]("failed");
    assert.deepEqual(left.value, { split: "client", filter: "failed" });
    assert.equal(leftChoice({ left }, "split", ["model", "client"])[0], "client");
  });

  it("is as at first where a kept choice is offered no more", () => {
    const left = signal<Left>({ split: "planet" });
    assert.equal(leftChoice({ left }, "split", ["model", "client"])[0], "model");
  });
});
