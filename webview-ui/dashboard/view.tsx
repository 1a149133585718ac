import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { DashboardStart } from "../../src/protocol/dashboard/surface.ts";
import type { PageProps } from "./page-props.ts";
import { Unanswered } from "./parts/state-lines.tsx";
import { pages } from "./pages.tsx";
import { useBadges } from "./shell/badges.ts";
import { Header } from "./shell/header.tsx";
import { Nav } from "./shell/nav.tsx";
import { PageFrame } from "./shell/page-frame.tsx";
import { Notices } from "./shell/notices.tsx";
import type { DashboardStore } from "./store.ts";

interface DashboardProps {
  readonly store: DashboardStore;
  readonly now: ReadonlySignal<number>;
}

/** The dashboard: its pages at the side, and the one that is looked at. */
export function DashboardView({ store, now }: DashboardProps) {
  const { start, trouble } = store;
  if (start.value === undefined) {
    if (trouble.value === undefined) return <p class="shell-waiting quiet">Opening the dashboard…</p>;
    return (
      <div class="shell-waiting">
        <Unanswered {...trouble.value} />
      </div>
    );
  }
  // It is there from now on.
  return <Shell store={store} now={now} start={start as ReadonlySignal<DashboardStart>} />;
}

function Shell({ store, now, start }: DashboardProps & { readonly start: ReadonlySignal<DashboardStart> }) {
  const { span, grain, scope, left, revisions } = store;
  const props = useMemo<PageProps>(
    () => ({ call: store.call, start, span, grain, scope, left, zoom: store.zoom, revisions, now, go: store.go }),
    [store, now, start],
  );
  const page = store.page.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    heading.current?.focus();
  }, [page]);
  const badges = useBadges(props);
  return (
    <div class="shell">
      <button type="button" class="button shell-skip" onClick={() => heading.current?.focus()}>
        Skip to the page
      </button>
      <Nav page={page} badges={badges} go={(next) => store.go({ page: next })} />
      <main class="shell-main">
        <Header store={store} start={start} heading={heading} />
        <Notices start={start.value} call={store.call} />
        <PageFrame key={page} entry={pages[page]} {...props} />
      </main>
    </div>
  );
}
