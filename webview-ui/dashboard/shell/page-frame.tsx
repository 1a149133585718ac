import { useErrorBoundary } from "preact/hooks";
import type { PageEntry } from "../pages.tsx";
import type { PageProps } from "../page-props.ts";
import { Icon } from "../../shared/icon.tsx";

interface PageFrameProps extends PageProps {
  readonly entry: PageEntry;
}

/** Holds a page, so that a fault in it leaves the other pages usable. */
export function PageFrame({ entry: { title, Page }, ...props }: PageFrameProps) {
  const [fault, retry] = useErrorBoundary();
  if (fault === undefined) return <Page {...props} />;
  return (
    <div class="dash-card" role="alert">
      <p class="dash-line dash-failed">
        <Icon name="error" /> <span>{title} cannot be shown: something went wrong here.</span>
      </p>
      <button type="button" class="button secondary shell-retry" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
