import assert from "node:assert/strict";
import { REMOTE_DATA_JSON_URL, type Provider } from "@pydantic/genai-prices";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readState } from "../../../src/ledger/pricing/kept-list.ts";
import { bundledProviders } from "../../../src/ledger/pricing/price-list.ts";
import { priceFiles, type PriceStore } from "../../../src/ledger/pricing/price-store.ts";
import { loadPricing } from "../../../src/ledger/pricing/pricing.ts";
import { keptPrices, LIST_URL, refreshPrices, type Refreshed } from "../../../src/ledger/pricing/refresh.ts";
import type { Clock } from "../../../src/spec/clock.ts";

const START = Date.parse("2026-11-24T12:00:00Z");
const HOUR_MS = 3_600_000;

/** Looks for lists at a server that gives what a test says, and notes what it was asked. */
class Looker {
  now = START;
  enabled = true;
  answer: () => Response | Promise<Response> = () => new Response("[]");
  readonly asked: { readonly url: string; readonly headers: Headers; readonly redirect?: string | undefined }[] = [];
  readonly store: PriceStore;
  readonly #clock: Clock = { now: () => this.now, schedule: () => () => undefined };

  constructor(store: PriceStore = memoryStore()) {
    this.store = store;
  }

  look(asked = false): Promise<Refreshed> {
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      this.asked.push({ url, headers: new Headers(init.headers), redirect: init.redirect });
      return await this.answer();
    };
    const options = { fetch, clock: this.#clock, store: this.store, enabled: () => this.enabled };
    return refreshPrices(options, asked, new AbortController().signal);
  }
}

describe("looking for a newer price list", () => {
  let bundled: readonly Provider[];
  let looker: Looker;
  before(async () => {
    bundled = await bundledProviders();
  });
  beforeEach(() => {
    looker = new Looker();
  });
  /** The bundled list with GPT-5 at another price. */
  const newer = (input = 99): string => JSON.stringify(withPrice(bundled, input));
  const served =
    (text: string, etag = '"one"') =>
    () =>
      new Response(text, { headers: { etag } });

  it("asks where the list's makers publish it, and follows no other address", async () => {
    looker.answer = served(newer());
    await looker.look();
    assert.equal(LIST_URL, REMOTE_DATA_JSON_URL);
    assert.equal(looker.asked[0]?.url, LIST_URL);
    assert.equal(looker.asked[0]?.redirect, "error");
  });

  it("keeps what it finds, and the next start counts with it", async () => {
    looker.answer = served(newer());
    const { kind } = await looker.look();
    assert.equal(kind, "refreshed");
    const pricing = await pricingWith(looker.store);
    assert.deepEqual(pricing.list, { kind: "refreshed", date: START });
    assert.equal(pricing.listPrices([{ provider: "openai", model: "gpt-5" }], START)[0]?.input, 99);
  });

  it("loses no model of the list it knows", async () => {
    looker.answer = served(JSON.stringify(bundled));
    const result = await looker.look();
    const models = bundled.flatMap((provider) => provider.models).length;
    assert.deepEqual(result, { kind: "refreshed", models });
  });

  it("counts with the bundled list when there is no other", async () => {
    assert.equal(await keptPrices(looker.store), undefined);
    assert.equal((await pricingWith(looker.store)).list.kind, "bundled");
  });

  it("asks once a day, whatever came of it", async () => {
    looker.answer = () => new Response("", { status: 503 });
    assert.deepEqual(await looker.look(), { kind: "failed", reason: "the server answered with status 503" });
    looker.now += 24 * HOUR_MS - 1;
    assert.deepEqual(await looker.look(), { kind: "not-due" });
    looker.now += 1;
    looker.answer = served(newer());
    assert.equal((await looker.look()).kind, "refreshed");
    assert.equal(looker.asked.length, 2);
  });

  it("asks once in all windows, even at the same time", async () => {
    const other = new Looker(looker.store);
    let answerNow: (response: Response) => void = () => undefined;
    looker.answer = () => new Promise((resolve) => (answerNow = resolve));
    const first = looker.look();
    while (looker.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(await other.look(), { kind: "not-due" });
    answerNow(new Response(newer()));
    assert.equal((await first).kind, "refreshed");
  });

  it("asks when the last time is in the future", async () => {
    looker.answer = served(newer());
    looker.now += 1000 * HOUR_MS;
    await looker.look();
    looker.now = START;
    assert.equal((await looker.look()).kind, "refreshed");
  });

  it("does not ask when the user turned it off, but does when the user asks", async () => {
    looker.enabled = false;
    looker.answer = served(newer());
    assert.deepEqual(await looker.look(), { kind: "off" });
    assert.equal(looker.asked.length, 0);
    assert.equal(await readState(looker.store), undefined);
    assert.equal((await looker.look(true)).kind, "refreshed");
    assert.equal((await looker.look(true)).kind, "refreshed");
  });

  describe("that is kept already", () => {
    beforeEach(async () => {
      looker.answer = served(newer(), '"one"');
      await looker.look();
      looker.now += 24 * HOUR_MS;
    });

    it("asks only for another one, and knows it as today's when there is none", async () => {
      looker.answer = () => new Response(null, { status: 304 });
      assert.deepEqual(await looker.look(), { kind: "unchanged" });
      assert.equal(looker.asked[1]?.headers.get("if-none-match"), '"one"');
      assert.deepEqual((await pricingWith(looker.store)).list, { kind: "refreshed", date: looker.now });
      looker.now += 24 * HOUR_MS;
      await looker.look();
      assert.equal(looker.asked[2]?.headers.get("if-none-match"), '"one"');
    });

    it("takes the place of the one before", async () => {
      looker.answer = served(newer(77), '"two"');
      assert.equal((await looker.look()).kind, "refreshed");
      const kept = await keptPrices(looker.store);
      assert.equal(inputOf(kept?.providers), 77);
      assert.equal((await readState(looker.store))?.etag, '"two"');
    });

    it("asks for the whole when what was kept is damaged", async () => {
      for (const damage of ["", "{", "[]", JSON.stringify(bundled.slice(0, 1))]) {
        await looker.store.write("price-list.json", damage);
        assert.equal(await keptPrices(looker.store), undefined);
        looker.now += 24 * HOUR_MS;
        await looker.look();
        assert.equal(looker.asked.at(-1)?.headers.get("if-none-match"), null, damage);
      }
    });

    const refused: Readonly<Record<string, readonly [() => string, RegExp]>> = {
      "no JSON": [() => "<!doctype html>", /not JSON/],
      "an object": [() => '{"providers":[]}', /not a list/],
      "an empty list": [() => "[]", /no model/],
      "a list without models": [() => JSON.stringify(bundled.map((one) => ({ ...one, models: [] }))), /no model/],
      "less than half of the models": [() => JSON.stringify(shrunk(bundled, 0.45)), /less than half/],
      "prices of nothing": [() => JSON.stringify(free(bundled)), /cost nothing/],
      "prices below nothing": [() => JSON.stringify(withAll(bundled, { input_mtok: -1 })), /no model/],
      "prices beyond reason": [() => JSON.stringify(withAll(bundled, { input_mtok: 1e9 })), /no model/],
      "prices that are text": [() => JSON.stringify(withAll(bundled, { input_mtok: "1" })), /no model/],
      "far too much": [() => `[${" ".repeat(9 * 1024 * 1024)}]`, /too large/],
    };
    for (const [what, [text, reason]] of Object.entries(refused)) {
      it(`refuses ${what}, and keeps what it had`, async () => {
        looker.answer = () => new Response(text(), { headers: { etag: '"bad"' } });
        const result = await looker.look();
        assert.ok(result.kind === "refused");
        assert.match(result.reason, reason);
        assert.equal(inputOf((await keptPrices(looker.store))?.providers), 99);
        const state = await readState(looker.store);
        assert.deepEqual(state, { triedAt: looker.now, date: START, etag: '"one"', problem: result.reason });
      });
    }

    it("forgets what was wrong as soon as all is well", async () => {
      looker.answer = () => Promise.reject(new Error("no network"));
      assert.deepEqual(await looker.look(), { kind: "failed", reason: "no network" });
      assert.equal((await readState(looker.store))?.problem, "no network");
      looker.now += 24 * HOUR_MS;
      looker.answer = () => new Response(null, { status: 304 });
      await looker.look();
      assert.equal((await readState(looker.store))?.problem, undefined);
    });
  });

  it("leaves out single models of no known form", async () => {
    const odd = [
      { id: "odd-1", match: { sounds_like: "gpt" }, prices: { input_mtok: 1 } },
      { id: "odd-2", match: { equals: "odd-2" }, prices: { input_mtok: { base: 1 } } },
      { id: "odd-3", match: { equals: "odd-3" }, prices: [{ constraint: { moon: "full" }, prices: {} }] },
      { id: "odd-4", match: { regex: "^(a+)+$" }, prices: { input_mtok: 1 } },
      { id: "odd-5", match: { regex: "(" }, prices: { input_mtok: 1 } },
      { id: 6, match: { equals: "odd-6" }, prices: { input_mtok: 1 } },
      null,
    ];
    const [first, ...rest] = bundled;
    looker.answer = served(
      JSON.stringify([{ ...first, models: [...(first?.models ?? []), ...odd] }, null, 7, ...rest]),
    );
    assert.equal((await looker.look()).kind, "refreshed");
    const ids = (await keptPrices(looker.store))?.providers[0]?.models.map(({ id }) => id);
    assert.deepEqual(
      ids,
      first?.models.map(({ id }) => id),
    );
  });

  it("says so when nothing can be kept", async () => {
    looker = new Looker({ read: async () => undefined, write: () => Promise.reject(new Error("no room")) });
    looker.answer = served(newer());
    assert.deepEqual(await looker.look(), { kind: "failed", reason: "no room" });
    assert.equal(looker.asked.length, 0, "it would be asked again at every start");
  });
});

describe("what is kept of the prices, in files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "switchyard-prices-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("is read as it was written, and nothing else is left behind", async () => {
    const store = priceFiles(join(folder, "made", "when", "needed"));
    assert.equal(await store.read("a.json"), undefined);
    await store.write("a.json", "1");
    await store.write("a.json", "2");
    assert.equal(await store.read("a.json"), "2");
    assert.deepEqual(await readdir(join(folder, "made", "when", "needed")), ["a.json"]);
  });

  it("is none where it cannot be read", async () => {
    await writeFile(join(folder, "file"), "");
    assert.equal(await priceFiles(join(folder, "file")).read("a.json"), undefined);
    await assert.rejects(priceFiles(join(folder, "file")).write("a.json", "1"));
  });

  it("is no state when it is malformed", async () => {
    const store = priceFiles(folder);
    for (const text of ["", "{", "null", "7", "{}", '{"triedAt":"now"}', '{"triedAt":-1}', '{"triedAt":null}']) {
      await store.write("price-refresh.json", text);
      assert.equal(await readState(store), undefined, text);
    }
    await store.write("price-refresh.json", '{"triedAt":1,"date":"today","etag":7,"problem":{}}');
    assert.deepEqual(await readState(store), { triedAt: 1 });
  });
});

function memoryStore(): PriceStore {
  const texts = new Map<string, string>();
  return {
    read: async (name) => texts.get(name),
    write: async (name, text) => void texts.set(name, text),
  };
}

function pricingWith(store: PriceStore) {
  const openai = { priceId: "openai", local: false, simulated: false };
  return loadPricing({ provider: () => openai, overrides: () => ({}), kept: () => keptPrices(store) });
}

function withPrice(providers: readonly Provider[], input: number): readonly Provider[] {
  return providers.map((provider) => ({
    ...provider,
    models: provider.models.map((model) =>
      provider.id === "openai" && model.id === "gpt-5" ? { ...model, prices: { input_mtok: input } } : model,
    ),
  }));
}

function inputOf(providers: readonly Provider[] | undefined): unknown {
  const models = providers?.find(({ id }) => id === "openai")?.models;
  const { prices } = models?.find(({ id }) => id === "gpt-5") ?? {};
  return Array.isArray(prices) ? undefined : prices?.["input_mtok"];
}

function withAll(providers: readonly Provider[], prices: object): readonly object[] {
  return providers.map((one) => ({ ...one, models: one.models.map((model) => ({ ...model, prices })) }));
}

function free(providers: readonly Provider[]): readonly object[] {
  return withAll(providers, { input_mtok: 0, output_mtok: 0 });
}

function shrunk(providers: readonly Provider[], share: number): readonly Provider[] {
  return providers.map((one) => ({ ...one, models: one.models.slice(0, Math.floor(one.models.length * share)) }));
}
