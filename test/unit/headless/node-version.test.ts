import assert from "node:assert/strict";
import { nodeTrouble } from "../../../src/headless/node-version.ts";

describe("the Node that a gateway without an editor runs in", () => {
  it("is one that has all that is needed", () => {
    for (const version of ["22.14.0", "22.20.1", "23.4.0", "24.1.0", "100.0.0"]) {
      assert.equal(nodeTrouble(version), undefined, version);
    }
  });

  it("is named, with the one that is needed, where it is too old", () => {
    for (const version of ["23.3.0", "22.13.1", "20.19.0", "18.0.0", "9.0.0"]) {
      assert.equal(nodeTrouble(version), `Node 22.14, 23.4 or newer is needed, and this is ${version}.`);
    }
  });
});
