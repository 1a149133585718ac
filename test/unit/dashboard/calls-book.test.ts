import assert from "node:assert/strict";
import fc from "fast-check";
import type { CallRow, CallsPage, CallsQuery } from "../../../src/spec/call-query.ts";
import { CallBook, stretchLength, type Question } from "../../../webview-ui/dashboard/pages/calls/call-book.ts";

const newest: Question = { filter: "", order: "time", descending: true };
const failed: Question = { ...newest, filter: "failed" };

function rowOf(query: CallsQuery, index: number, edition: string): CallRow {
  return {
    id: `${query.filter}${edition}-${index}`,
    startedAt: index,
    task: "chat",
    client: "editor",
    outcome: "succeeded",
    durationMs: 1,
    attempts: 1,
    input: 0,
    output: 0,
    cost: { kind: "unknown" },
  };
}

/** A host whose answers wait until they are let go. */
class SlowHost {
  readonly waiting: { readonly query: CallsQuery; readonly answer: (page?: CallsPage) => void; fail(): void }[] = [];
  readonly asked: CallsQuery[] = [];
  total = 1_000_000;
  /** Calls that were written since, each newer than all others. */
  written = 0;
  edition = "";
  mostAtOnce = 0;

  readonly ask = (query: CallsQuery): Promise<CallsPage> => {
    this.asked.push(query);
    return new Promise((resolve, reject) => {
      const done = () => void this.waiting.splice(this.waiting.indexOf(one), 1);
      const one = {
        query,
        answer: (page = this.pageOf(query)) => (done(), resolve(page)),
        fail: () => (done(), reject(new Error("The file cannot be read."))),
      };
      this.waiting.push(one);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.waiting.length);
    });
  };

  pageOf(query: CallsQuery): CallsPage {
    const upTo = query.upTo ?? this.total + this.written;
    const length = Math.max(0, Math.min(query.limit, upTo - query.offset));
    const newer = upTo - this.total;
    return {
      kind: "rows",
      rows: Array.from({ length }, (_, index) => rowOf(query, query.offset + index - newer, this.edition)),
      upTo,
      totals: { calls: upTo, succeeded: 0, failed: 0, input: 0, output: 0, usd: 0, unpriced: 0 },
    };
  }

  /** Answers what waits, and what is asked because of that. */
  async settle(): Promise<void> {
    while (this.waiting.length > 0) {
      this.waiting[0]?.answer();
      await turn();
    }
  }
}

/** Lets everything that was resolved go on. */
async function turn(): Promise<void> {
  for (let times = 0; times < 5; times += 1) await Promise.resolve();
}

function opened(question = newest) {
  const host = new SlowHost();
  let changes = 0;
  const book = new CallBook(host.ask, () => (changes += 1));
  book.look(0, 20);
  book.open(question);
  return { host, book, changes: () => changes };
}

describe("the book of calls", () => {
  it("asks for what is looked at, and then for what comes next", async () => {
    const { host, book } = opened();
    assert.deepEqual(host.asked, [{ ...newest, offset: 0, limit: stretchLength }]);
    await host.settle();
    assert.deepEqual(
      host.asked.map(({ offset }) => offset),
      [0, 100],
    );
    assert.equal(book.row(0)?.id, "-0");
    assert.equal(book.row(150)?.id, "-150");
    assert.equal(book.row(500), undefined);
    assert.equal(book.totals?.calls, 1_000_000);
  });

  it("asks for nothing behind the end", async () => {
    const { host, book } = opened();
    host.total = 7;
    await host.settle();
    assert.equal(host.asked.length, 1);
    assert.equal(book.row(7), undefined);
    host.total = 0;
    book.open({ ...newest, filter: "nothing" });
    await host.settle();
    assert.deepEqual([book.totals?.calls, host.asked.length], [0, 2]);
  });

  it("has few questions under way while somebody scrolls through everything, and asks last for where they stopped", async () => {
    const { host, book } = opened();
    await host.settle();
    for (let first = 0; first < 900_000; first += 5_000) book.look(first, first + 20);
    book.look(950_010, 950_030);
    assert.ok(host.waiting.length <= 3);
    await host.settle();
    assert.equal(host.mostAtOnce <= 3, true);
    assert.equal(book.row(950_010)?.id, "-950010");
    // The start, the first three stretches that were flown over, and the place itself with its neighbours.
    assert.ok(host.asked.length < 12, `${host.asked.length} questions`);
  });

  it("keeps showing the last answer until the next one is there, and drops what was overtaken", async () => {
    const { host, book } = opened();
    await host.settle();
    book.open({ ...newest, filter: "f" });
    const [overtaken] = host.waiting;
    book.open(failed);
    overtaken?.answer();
    await turn();
    assert.equal(book.question?.filter, "");
    assert.equal(book.busy, true);
    await host.settle();
    assert.deepEqual([book.question?.filter, book.row(0)?.id, book.busy], ["failed", "failed-0", false]);
  });

  it("looks at another question from its first row, and at the same one anew from where one is", async () => {
    const { host, book } = opened();
    await host.settle();
    book.look(5_000, 5_020);
    await host.settle();
    host.edition = "!";
    book.open(newest);
    assert.equal(book.row(5_000)?.id, "-5000");
    await host.settle();
    assert.equal(book.row(5_000)?.id, "!-5000");
    const before = host.asked.length;
    book.open(failed);
    assert.equal(host.asked[before]?.offset, 0);
  });

  it("replaces rows only when all that are looked at have come, so that none is empty for a moment", async () => {
    const { host, book } = opened();
    book.look(90, 110);
    await host.settle();
    host.edition = "!";
    book.open(newest);
    host.waiting.find(({ query }) => query.offset === 100)?.answer();
    await turn();
    assert.deepEqual([book.row(90)?.id, book.row(100)?.id], ["-90", "-100"]);
    await host.settle();
    assert.deepEqual([book.row(90)?.id, book.row(100)?.id], ["!-90", "!-100"]);
  });

  it("has each row once, in its place, while calls are written", async () => {
    const { host, book } = opened();
    await host.settle();
    host.written = 30;
    book.look(250, 270);
    await host.settle();
    assert.deepEqual(
      [199, 200, 299].map((row) => book.row(row)?.id),
      ["-199", "-200", "-299"],
    );
    assert.equal(book.totals?.calls, 1_000_000);
    book.open(newest);
    await host.settle();
    assert.deepEqual([book.row(250)?.id, book.totals?.calls], ["-220", 1_000_030]);
  });

  it("asks again for what it asked beside its first rows, if a call was written in between", async () => {
    const { host, book } = opened();
    await host.settle();
    book.look(90, 110);
    book.open(newest);
    host.waiting.find(({ query }) => query.offset === 100)?.answer();
    await turn();
    host.written = 1;
    host.waiting.find(({ query }) => query.offset === 0)?.answer();
    await turn();
    assert.equal(book.busy, true);
    await host.settle();
    assert.deepEqual([book.row(99)?.id, book.row(100)?.id, book.busy], ["-99", "-100", false]);
  });

  it("looks at the last rows when there are fewer than before", async () => {
    const { host, book } = opened();
    book.look(5_000, 5_020);
    await host.settle();
    host.total = 130;
    book.open(newest);
    await host.settle();
    assert.equal(book.busy, false);
    assert.equal(book.row(120)?.id, "-120");
  });

  it("says why it could not be read, stops asking, and asks again when it is told to", async () => {
    const { host, book } = opened();
    host.waiting[0]?.fail();
    await turn();
    assert.deepEqual(book.trouble, { kind: "failed", message: "The file cannot be read." });
    assert.equal(book.busy, false);
    book.look(0, 30);
    assert.equal(host.asked.length, 1);
    book.open(newest);
    assert.equal(book.trouble, undefined);
    await host.settle();
    assert.equal(book.row(0)?.id, "-0");
  });

  it("keeps the rows that it shows when the next filter cannot be read", async () => {
    const { host, book } = opened();
    await host.settle();
    book.open({ ...newest, filter: "cost>" });
    host.waiting[0]?.answer({ kind: "misread", message: "A number is missing here.", at: 5 });
    await turn();
    assert.deepEqual(book.trouble, { kind: "misread", message: "A number is missing here.", at: 5 });
    assert.equal(book.row(0)?.id, "-0");
  });

  it("finds where a call stands now", async () => {
    const { host, book } = opened();
    await host.settle();
    assert.equal(book.indexOf("-142"), 142);
    assert.equal(book.indexOf("-999999"), undefined);
  });

  it("tells of another version when its rows were replaced, and not when there are more of them", async () => {
    const { host, book } = opened();
    await host.settle();
    const { version } = book;
    book.look(3_000, 3_020);
    await host.settle();
    assert.equal(book.version, version);
    book.open(newest);
    await host.settle();
    assert.notEqual(book.version, version);
  });

  it("shows the right rows wherever one looks, in the end, and forgets what is far away", async () => {
    const looks = fc.array(fc.integer({ min: 0, max: 29_000 }), { minLength: 1, maxLength: 90 });
    await fc.assert(
      fc.asyncProperty(looks, async (places) => {
        const { host, book } = opened();
        host.total = 29_030;
        for (const first of places) {
          book.look(first, first + 25);
          if (first % 3 === 0) await host.settle();
        }
        await host.settle();
        const last = places.at(-1) ?? 0;
        for (let row = last; row <= Math.min(last + 25, 29_029); row += 1) assert.equal(book.row(row)?.id, `-${row}`);
        let kept = 0;
        for (let row = 0; row < 29_030; row += stretchLength) if (book.row(row)) kept += 1;
        assert.ok(kept <= 50);
        assert.ok(host.mostAtOnce <= 3);
      }),
      { numRuns: 30 },
    );
  });
});
