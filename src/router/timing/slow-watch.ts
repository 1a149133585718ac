import type { AttemptRecord } from "../../spec/call.ts";
import { SizedLatency } from "./sized-latency.ts";
import { compare, type Comparison, mostLatest, slownessPhrase, tooSlow } from "./slow-rule.ts";
import { timingLesson } from "./timing-lesson.ts";

type Pace =
  /** The latest comparisons, oldest first. None is part of the baseline yet. */
  | { readonly kind: "usual"; readonly latest: readonly Comparison[] }
  /** Since it became slow. `verdict` is missing while nothing is held against it: it was forgiven, or quick just now. */
  | { readonly kind: "slow"; readonly since: readonly Comparison[]; readonly verdict: string | undefined };

interface Watched {
  baseline: SizedLatency;
  pace: Pace;
}

/** A model that was slow for so many attempts is slow as usual. */
const newNormal = 20;

/** So many quick ones in a row, and a model that was slow is well again. */
const quickToBeWell = 2;

const noneYet: Pace = { kind: "usual", latest: [] };

/**
 * Notices that a model, by `provider/model`, answers far more slowly than it used to: see `slow-rule.ts` for how slow
 * that is. Judged against its own baseline, for prompts of the same size, and so against nothing but what it did before.
 *
 * A time becomes part of the baseline only when five later ones have come, so that slowness does not teach itself while
 * it is being noticed. Once a model is found slow, its times are kept apart: the baseline stays as it was, and every
 * further one is judged alone, so that a probe tells at once. Two quick ones in a row end that. When `newNormal` came
 * and it did not end, they are the baseline from then on, and nothing is slow any more. While all is usual, the baseline
 * ages as `LatencySketch` does, and so follows what changes by less than a factor of two.
 */
export class SlowWatch {
  readonly #models = new Map<string, Watched>();

  /** The first token came. */
  answered(key: string, promptTokens: number, firstTokenMs: number): void {
    this.#take(key, { promptTokens, ms: firstTokenMs, outlasted: false });
  }

  /** No token had come after `afterMs`, and the caller waited no longer: slow if that is slow, else nothing is known. */
  gaveUp(key: string, promptTokens: number, afterMs: number): void {
    this.#take(key, { promptTokens, ms: afterMs, outlasted: true });
  }

  /** Takes in an attempt. `promptTokens`: what the prompt was estimated at, where the caller knows it. */
  learn(attempt: AttemptRecord, promptTokens = attempt.usage?.input): void {
    const lesson = timingLesson(attempt);
    if (!lesson || promptTokens === undefined) return;
    const key = `${attempt.provider}/${attempt.model}`;
    if (lesson.kind === "answered") this.answered(key, promptTokens, lesson.ms);
    // A deadline that ran out is a failure and counts as one; were it slowness too, it would count twice.
    else if (lesson.by === "caller") this.gaveUp(key, promptTokens, lesson.ms);
  }

  /** Why to stay away from it, such as `first tokens take 6.1 s, usually 0.8 s`; undefined while it is well enough. */
  verdict(key: string): string | undefined {
    const pace = this.#models.get(key)?.pace;
    return pace?.kind === "slow" ? pace.verdict : undefined;
  }

  /** Holds nothing against it until the next attempt, whose slowness alone is then enough. */
  forgive(key: string): void {
    const model = this.#models.get(key);
    if (!model) return;
    model.pace = model.pace.kind === "slow" ? { ...model.pace, verdict: undefined } : noneYet;
  }

  #take(key: string, time: Pick<Comparison, "promptTokens" | "ms" | "outlasted">): void {
    const model = this.#model(key);
    const comparison = compare(model.baseline.around(time.promptTokens, 0), time);
    const telling = comparison && (comparison.slow || !comparison.outlasted);
    if (!telling) addTo(model.baseline, time);
    else if (model.pace.kind === "usual") asUsual(model, [...model.pace.latest, comparison]);
    else whileSlow(model, [...model.pace.since, comparison]);
  }

  #model(key: string): Watched {
    const known = this.#models.get(key);
    if (known) return known;
    const made: Watched = { baseline: new SizedLatency(), pace: noneYet };
    this.#models.set(key, made);
    return made;
  }
}

function asUsual(model: Watched, latest: readonly Comparison[]): void {
  const slow = tooSlow(latest);
  const keep = slow?.length ?? mostLatest;
  for (const time of latest.slice(0, -keep)) addTo(model.baseline, time);
  const kept = latest.slice(-keep);
  model.pace = slow ? { kind: "slow", since: slow, verdict: slownessPhrase(slow) } : { kind: "usual", latest: kept };
}

function whileSlow(model: Watched, since: readonly Comparison[]): void {
  const latest = since.slice(-quickToBeWell);
  if (latest.every(({ slow }) => !slow)) {
    model.pace = { kind: "usual", latest };
  } else if (since.length >= newNormal) {
    model.baseline = new SizedLatency();
    for (const time of since) addTo(model.baseline, time);
    model.pace = noneYet;
  } else {
    const slow = since.filter((one) => one.slow).slice(-mostLatest);
    model.pace = { kind: "slow", since, verdict: since.at(-1)?.slow === true ? slownessPhrase(slow) : undefined };
  }
}

function addTo(
  baseline: SizedLatency,
  { promptTokens, ms, outlasted }: Pick<Comparison, "promptTokens" | "ms" | "outlasted">,
): void {
  if (outlasted) baseline.outlasted(promptTokens, ms);
  else baseline.answered(promptTokens, ms);
}
