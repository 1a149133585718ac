import { render } from "preact";
import type { DashboardChange, DashboardSurface } from "../../src/protocol/dashboard/surface.ts";
import "../shared/base.css";
import { attach } from "../shared/host.ts";
import { createNow } from "../shared/now.ts";
import "./dashboard.css";
import { gathering } from "./gather.ts";
import "./shell/shell.css";
import { createDashboardStore } from "./store.ts";
import { DashboardView } from "./view.tsx";

/** Milliseconds between two redraws while calls are made one after the other. */
const pause = 1_000;

const host = attach<DashboardSurface>({
  changed: gathering<DashboardChange>(
    (changes) => {
      store.changed(changes);
      // Where it fails, what is known stays until the next change.
      void host.call("start", null).then(store.begin, () => undefined);
    },
    (then) => void setTimeout(then, pause),
  ),
  show: (place) => store.go(place),
});
const now = createNow();
const store = createDashboardStore(host.call, host.memory, now);
const root = document.getElementById("root");
if (root) render(<DashboardView store={store} now={now} />, root);
store.open();
