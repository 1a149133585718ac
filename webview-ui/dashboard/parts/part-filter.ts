import { quoted } from "../../../src/filter/pattern.ts";
import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import type { Scope, Span } from "../../../src/spec/series.ts";
import type { PageProps } from "../page-props.ts";
import { spanTerms } from "../time/filter-time.ts";
import { named, type NamedSplit } from "./names.ts";

/** What the filter of calls calls them. */
const fields = {
  provider: "provider",
  model: "model",
  route: "route",
  credential: "key",
  task: "task",
  client: "client",
  workspace: "workspace",
  experiment: "experiment",
} as const satisfies Readonly<Record<NamedSplit | keyof Scope, string>>;

/** What figures are of. */
interface Covered {
  readonly scope?: Scope;
  /** Everything ever where it is missing. */
  readonly span?: Span;
  readonly now: number;
}

/** What a page's figures are of. */
export function covered({ scope, span, now }: Pick<PageProps, "scope" | "span" | "now">): Covered {
  return { scope: scope.peek(), span: span.peek(), now: now.peek() };
}

type Known = Pick<DashboardStart, "credentialNames">;

/** The filter for the calls page that finds what figures are made of. */
function coveredFilter({ scope = {}, span, now }: Covered, known: Known): string {
  const names = Object.keys(scope) as (keyof Scope)[];
  const terms = names.map((split) => termOf(split, scope[split] ?? "", known));
  return [...terms, ...(span ? [spanTerms(span, now)] : [])].join(" ");
}

/** The same for one part of a split; what it is narrowed to by its own split says no more than the part. */
export function partFilter(split: NamedSplit, name: string, { scope = {}, ...time }: Covered, known: Known): string {
  const others = Object.fromEntries(Object.entries(scope).filter(([narrowed]) => narrowed !== split));
  return [termOf(split, name, known), coveredFilter({ ...time, scope: others }, known)]
    .filter((terms) => terms !== "")
    .join(" ");
}

function termOf(split: NamedSplit | keyof Scope, name: string, known: Known): string {
  return `${fields[split]}:${quoted(split === "credential" ? keyName(name, known) : name)}`;
}

/** By the user's own name for it, if no other key is called so. */
function keyName(id: string, { credentialNames }: Known): string {
  const label = labelOf(named(credentialNames, id) ?? "");
  const alike = Object.values(credentialNames).filter((name) => labelOf(name) === label);
  return label === "" || alike.length > 1 ? id : label;
}

/** `work` of `OpenAI, work`. */
export function labelOf(credentialName: string): string {
  return credentialName.replace(/^[^,]*, /, "");
}
