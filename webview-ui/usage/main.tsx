import { signal } from "@preact/signals";
import { render } from "preact";
import type { LiveRow, UsageSurface, UsageView as View } from "../../src/protocol/usage.ts";
import "../shared/base.css";
import { attach } from "../shared/host.ts";
import { createNow } from "../shared/now.ts";
import "./usage.css";
import { UsageView } from "./view.tsx";

const view = signal<View | undefined>(undefined);
const live = signal<readonly LiveRow[]>([]);
const show = (next: View) => {
  view.value = next;
  live.value = next.live;
};
const host = attach<UsageSurface>({ view: show, live: (rows) => void (live.value = rows) });
const root = document.getElementById("root");
if (root) render(<UsageView view={view} live={live} now={createNow()} call={host.call} />, root);
show(await host.call("ready", null));
