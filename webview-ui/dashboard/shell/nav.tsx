import { useEffect, useRef } from "preact/hooks";
import { dashboardPages, type DashboardPage } from "../../../src/protocol/dashboard/surface.ts";
import { Icon } from "../../shared/icon.tsx";
import { pages } from "../pages.tsx";
import { stepTo } from "../parts/roving.ts";

/** What needs a look on another page. */
export interface Badge {
  readonly count: number;
  /** Such as `1 open incident`. */
  readonly words: string;
}

interface NavProps {
  readonly page: DashboardPage;
  readonly badges: Readonly<Partial<Record<DashboardPage, Badge>>>;
  readonly go: (page: DashboardPage) => void;
}

/** The pages. One of them is reached by Tab, the others from there by the arrow keys. */
export function Nav({ page, badges, go }: NavProps) {
  const list = useRef<HTMLUListElement>(null);
  const marks = dashboardPages.map((one) => badges[one]?.count ?? 0).join(" ");
  // Where the pages are a row, the one that is open may be out of sight, also because a badge came before it.
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [page, marks]);
  return (
    <nav class="shell-nav" aria-label="Pages">
      <ul class="shell-pages" ref={list} onKeyDown={(event) => stepTo(event, list.current)}>
        {dashboardPages.map((one) => (
          <li key={one}>
            <button
              type="button"
              class="shell-page"
              aria-current={one === page ? "page" : undefined}
              tabIndex={one === page ? 0 : -1}
              onClick={() => go(one)}
            >
              <Icon name={pages[one].icon} />
              <span class="shell-page-name">{pages[one].title}</span>
              <PageBadge badge={badges[one]} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PageBadge({ badge }: { readonly badge: Badge | undefined }) {
  if (!badge) return null;
  return (
    <span class="badge" title={badge.words}>
      <span aria-hidden="true">{badge.count}</span>
      <span class="spoken">, {badge.words}</span>
    </span>
  );
}
