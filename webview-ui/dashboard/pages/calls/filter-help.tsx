import { useEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "../../../shared/icon-button.tsx";

/** The language in a few lines: what is written, and what it finds. */
const lines: readonly (readonly [written: string, finds: string])[] = [
  [
    "task:chat",
    "calls of a task; also model, provider, route, key, failure, drilled, outcome, client, workspace, experiment, id",
  ],
  ["model:claude*", "a star stands for anything; case does not matter"],
  ["model:gpt-5,gpt-5-mini", "one of several"],
  ["cost>0.01", "more than $0.01; also <, >=, <= with cost, duration, ttft, tokens, in, out, attempts"],
  ["duration>2s", "times are written as 500ms, 2s or 1.5m, sizes as 1500, 10k or 1.5M"],
  ["since:7d", "the last 7 days; also until and on, with today, 2026-11-03 or 2026-11-03T15:30"],
  ["failed", "also succeeded, cancelled, failed-over, hedged, continued, estimated, unpriced, probe, drill"],
  ["-drill", "without these; not drill is the same"],
  ["(failed or hedged) task:chat", "either of two; otherwise everything must fit"],
  ['"rate limit"', "is found anywhere in a call’s words"],
];

/** A button that shows how filters are written. */
export function FilterHelp() {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("mousedown", away);
    return () => document.removeEventListener("mousedown", away);
  }, [open]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="calls-help-place" ref={place} onKeyDown={press}>
      <IconButton
        icon="question"
        label="How to write a filter"
        aria-expanded={open}
        buttonRef={button}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div class="calls-help" role="dialog" aria-label="How to write a filter" tabIndex={-1}>
          <dl>
            {lines.map(([written, finds]) => (
              <div key={written}>
                <dt>
                  <code>{written}</code>
                </dt>
                <dd class="quiet">{finds}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </div>
  );
}
