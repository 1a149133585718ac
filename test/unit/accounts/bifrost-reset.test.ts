import assert from "node:assert/strict";
import { nextBifrostReset } from "../../../src/providers/accounts/bifrost-reset.ts";

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

describe("a period of a Bifrost budget", () => {
  const ends: readonly (readonly [string, boolean, string, number | undefined])[] = [
    ["30s", false, "2026-11-04", at("2026-11-04") + 30_000],
    ["1m", false, "2026-11-04", at("2026-11-04") + 60_000],
    ["12h", false, "2026-11-04", at("2026-11-04") + 43_200_000],
    ["1d", true, "2026-11-04", at("2026-11-05")],
    ["2w", true, "2026-11-02", at("2026-11-16")],
    ["1M", false, "2026-11-04", at("2026-12-04")],
    ["1M", false, "2026-10-04", at("2026-11-03")],
    ["1M", true, "2026-10-01", at("2026-11-01")],
    ["3M", true, "2026-11-01", at("2027-02-01")],
    ["1Y", true, "2026-01-01", at("2027-01-01")],
    ["1Y", false, "2026-11-04", at("2027-11-04")],
    ["monthly", false, "2026-11-04", undefined],
    ["", false, "2026-11-04", undefined],
  ];
  for (const [duration, aligned, begun, end] of ends) {
    it(`of "${duration}" that began on ${begun}${aligned ? ", by the calendar," : ""} ends when it says`, () => {
      assert.equal(nextBifrostReset(at(begun), duration, aligned), end);
    });
  }

  it("that says neither when it began nor how long it is has no end", () => {
    assert.equal(nextBifrostReset(null, "1d", false), undefined);
    assert.equal(nextBifrostReset(at("2026-11-04"), undefined, true), undefined);
  });
});
