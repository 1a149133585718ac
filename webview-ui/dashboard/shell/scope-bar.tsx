import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import type { Scope } from "../../../src/spec/series.ts";
import { Icon } from "../../shared/icon.tsx";
import { Choice } from "../parts/choice.tsx";
import { partName, scopeSplits, splitNames, type ScopeSplit } from "../parts/names.ts";
import { narrowed, offeredNames } from "./scope.ts";

interface ScopeBarProps {
  readonly scope: Scope;
  readonly start: DashboardStart;
  readonly change: (scope: Scope) => void;
}

/** What the figures are narrowed to, each with a way out of it, and a small form to narrow them. */
export function ScopeBar({ scope, start, change }: ScopeBarProps) {
  return (
    <>
      {scopeSplits.map((split) => {
        const name = scope[split];
        if (name === undefined) return null;
        const called = partName(split, name, start);
        return (
          <button
            type="button"
            key={split}
            class="dash-chip"
            title={`Show all again, not only ${called}`}
            onClick={() => change(narrowed(scope, split, undefined))}
          >
            <span class="quiet">{splitNames[split]}</span>
            <span class="ellipsis">{called}</span>
            <Icon name="close" />
            <span class="spoken">, show all again</span>
          </button>
        );
      })}
      <ScopeMenu scope={scope} start={start} change={change} />
    </>
  );
}

function ScopeMenu({ scope, start, change }: ScopeBarProps) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    menu.current?.querySelector("select")?.focus();
    const outside = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || menu.current?.parentElement?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      class="shell-scope"
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) close();
      }}
    >
      <button
        type="button"
        class="dash-chip"
        ref={button}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="filter" /> Filter
      </button>
      {open && (
        <div class="shell-menu" id={id} ref={menu} role="group" aria-label="Narrow the figures to">
          {scopeSplits.map((split) => (
            <ScopeChoice key={split} split={split} scope={scope} start={start} change={change} />
          ))}
          <button type="button" class="button secondary" onClick={close}>
            Done
          </button>
        </div>
      )}
    </div>
  );
}

function ScopeChoice({ split, scope, start, change }: ScopeBarProps & { readonly split: ScopeSplit }) {
  return (
    <Choice
      label={splitNames[split]}
      options={[
        { value: "", name: "All" },
        ...offeredNames(split, scope, start).map((name) => ({ value: name, name: partName(split, name, start) })),
      ]}
      chosen={scope[split] ?? ""}
      choose={(name) => change(narrowed(scope, split, name === "" ? undefined : name))}
    />
  );
}
