import type { AttemptRecord } from "../../../../src/spec/call.ts";
import type { Cost, Usage } from "../../../../src/spec/usage.ts";
import { dollars, duration } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { StepFate } from "../../../shared/step-fate.ts";
import { costSource, costText, fateText, finishTexts, outcomeIcons, purposesOf } from "./call-words.ts";

interface AttemptProps {
  readonly attempt: AttemptRecord & { readonly cost: Cost };
  readonly number: number;
  readonly fate: StepFate;
  readonly showRoute: () => void;
}

/** Everything that is known of one try. */
export function Attempt({ attempt, number, fate, showRoute }: AttemptProps) {
  const { failure, usage } = attempt;
  const purposes = purposesOf(attempt);
  return (
    <li class={`calls-attempt ${attempt.outcome}`}>
      <p class="calls-attempt-head">
        <Icon name={outcomeIcons[attempt.outcome]} />
        <span class="calls-attempt-name">
          {number}. {attempt.routeId}
        </span>
      </p>
      {purposes.length > 0 && <p class="quiet">{capital(purposes.join("; "))}.</p>}
      {failure && <p class="calls-attempt-message">{failure.message}</p>}
      <dl class="calls-facts">
        <Fact name="Outcome" value={fateText(fate, attempt)} />
        {failure && <Fact name="HTTP status" value={failure.status?.toString()} />}
        {failure && <Fact name="Code" value={failure.code} />}
        {failure?.deadline && <Fact name="Ran out" value={`the time for ${deadlines[failure.deadline]}`} />}
        <Fact
          name="First token"
          value={attempt.firstTokenMs === undefined ? "none came" : `after ${duration(attempt.firstTokenMs)}`}
        />
        <Fact name="Duration" value={duration(attempt.durationMs)} />
        {usage && <Tokens usage={usage} />}
        <CostFact attempt={attempt} />
        {attempt.finish && attempt.outcome === "succeeded" && (
          <Fact name="Answered" value={finishTexts[attempt.finish]} />
        )}
      </dl>
      <button type="button" class="link-button" onClick={showRoute}>
        Show this route’s calls
      </button>
    </li>
  );
}

const deadlines = {
  connect: "reaching the server",
  "first-token": "the first token",
  idle: "the next piece of the answer",
  total: "the whole attempt",
} as const;

/** A name with its value; nothing where there is none. */
export function Fact({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <div class="calls-fact">
      <dt class="quiet">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Tokens({ usage }: { readonly usage: Usage }) {
  const sure = usage.source === "estimated" ? "~" : "";
  const written = usage.cacheWrite + usage.cacheWriteLong;
  const said = (value: number) => `${sure}${value.toLocaleString("en-US")} token${value === 1 ? "" : "s"}`;
  return (
    <>
      <Fact name="Input" value={said(usage.input)} />
      {usage.cacheRead > 0 && <Fact name="of it from the cache" value={said(usage.cacheRead)} />}
      {written > 0 && <Fact name="of it put into the cache" value={said(written)} />}
      <Fact name="Output" value={said(usage.output)} />
      {usage.reasoning > 0 && <Fact name="of it reasoning" value={said(usage.reasoning)} />}
      {sure !== "" && <Fact name="Counted" value="estimated here, the provider sent none" />}
    </>
  );
}

function CostFact({ attempt: { usage, cost } }: Pick<AttemptProps, "attempt">) {
  if (!usage) return <Fact name="Cost" value="no tokens were counted" />;
  const saved = cost.kind === "known" ? (cost.cacheSavedUsd ?? 0) : 0;
  return (
    <>
      <Fact name="Cost" value={`${costText(cost, usage.source === "estimated")}, ${costSource(cost)}`} />
      {saved !== 0 && (
        <Fact name={saved > 0 ? "Saved by the cache" : "Lost to the cache"} value={dollars(Math.abs(saved))} />
      )}
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
