import { installClients } from "../clients/install.ts";
import { clients } from "./clients/all.ts";
import type { Client } from "./clients/client.ts";
import { features } from "./features/all.ts";
import { works, type Feature, type Pair } from "./feature.ts";
import { tapGateway, type Wiretap } from "./gateway-calls.ts";
import { MatrixReport } from "./report.ts";
import { runCell, type Bench } from "./run-cell.ts";
import { startStandIn, upstreams, type StandIn, type Upstream } from "./upstreams/stand-in.ts";

describe("The gateway, client by upstream by feature", () => {
  const report = new MatrixReport();
  let standIn: StandIn;
  let tap: Wiretap;
  let gateway = "";
  const bench: Bench = {
    get standIn() {
      return standIn;
    },
    get tap() {
      return tap;
    },
    begun: (url) => (gateway = url),
  };

  before(async function () {
    // Installing them, where that was not done yet, takes its time.
    this.timeout(180_000);
    await installClients();
    standIn = await startStandIn();
    tap = tapGateway((url) => url.startsWith(gateway));
  });
  after(async () => {
    tap.stop();
    await standIn.stop();
    process.stdout.write(report.write());
  });

  for (const client of clients) {
    describe(client.name, () => {
      for (const feature of features) {
        for (const upstream of upstreams) define(feature, client, upstream);
      }
    });
  }

  function define(feature: Feature, client: Client, upstream: Upstream): void {
    const column = `${client.name} → ${upstream.name}`;
    if (feature.needs?.some((need) => client.lacks.has(need))) return report.set(feature.name, column, "no words");
    for (const way of Object.keys(client.ways)) {
      const pair: Pair = { client, upstream, way, isSame: upstream.speaks.includes(client.format) };
      const outcome = feature.outcome?.(pair) ?? works;
      const ends = { works: "works", "left-out": "goes without", error: "is a clear error" }[outcome.is];
      it(`${feature.name}, by ${way}, at ${upstream.name}, ${ends}`, async () => {
        try {
          const ran = await runCell(feature, pair, bench);
          if (ran) report.set(feature.name, column, outcome.is === "left-out" ? "left out" : outcome.is);
        } catch (error) {
          report.set(feature.name, column, "FAILED");
          throw error;
        }
      });
    }
  }
});
