import type { AttemptRecord } from "../../spec/call.ts";
import { AnswerSpeed } from "./answer-speed.ts";
import type { LatencySketch } from "./latency-sketch.ts";
import { promptSizeOf, promptSizes } from "./prompt-size.ts";
import { SizedLatency } from "./sized-latency.ts";
import { timingLesson } from "./timing-lesson.ts";

/** When a model's first token is expected for a prompt of some size. Times are milliseconds. */
export interface ExpectedLatency {
  /** Of the attempts that answer at all. */
  readonly p50: number;
  /** Of all attempts, as `p99`. */
  readonly p95: number;
  readonly p99: number;
  /** How many answers the figures rest on. */
  readonly samples: number;
  /** How many answers to prompts of this very size there were; the figures come from other sizes when these are few. */
  readonly samplesOfSize: number;
  /** Missing as long as no answer was long enough to tell. */
  readonly tokensPerSecond?: number;
}

interface Known {
  readonly latency: SizedLatency;
  readonly speed: AnswerSpeed;
  /** By prompt size, until the next lesson. */
  readonly expected: Map<number, ExpectedLatency | undefined>;
}

/** Figures of fewer answers are taken from other sizes as well. */
const enough = 10;

/** Who is silent for so many times the median hangs, as long as most attempts answer. */
const hangRatio = 12;
const mostAnswer = 0.8;

/**
 * How fast each model is, by `provider/model` and prompt size. It follows a change within some hundred answers.
 *
 * The median is that of attempts which answer: hangs are failures, and no slowness. The tail counts what nobody waited
 * for as at least that long, so that deadlines and hedges, which cut it off, do not make it shorter and themselves
 * tighter. It ends at `hangRatio` medians, so that a few hangs do not make it endless; but not where many attempts stay
 * silent, since they may well be slow ones, for which a longer deadline is the cure.
 */
export class LatencyBook {
  readonly #models = new Map<string, Known>();

  /** The first token came. */
  answered(key: string, promptTokens: number, firstTokenMs: number): void {
    this.#about(key).latency.answered(promptTokens, firstTokenMs);
  }

  /** No token had come after `afterMs`, and nobody waited longer: a timeout, or a hedge that was beaten. */
  gaveUp(key: string, promptTokens: number, afterMs: number): void {
    this.#about(key).latency.outlasted(promptTokens, afterMs);
  }

  /** It wrote `answerTokens` in `overMs` milliseconds, counted from its first token. */
  spoke(key: string, answerTokens: number, overMs: number): void {
    const { speed, expected } = this.#model(key);
    speed.spoke(answerTokens, overMs);
    expected.clear();
  }

  /** Takes in an attempt. `promptTokens`: what the prompt was estimated at, where the caller knows it. */
  learn(attempt: AttemptRecord, promptTokens = attempt.usage?.input): void {
    const lesson = timingLesson(attempt);
    if (!lesson || promptTokens === undefined) return;
    const key = `${attempt.provider}/${attempt.model}`;
    if (lesson.kind === "outlasted") {
      this.gaveUp(key, promptTokens, lesson.ms);
      return;
    }
    this.answered(key, promptTokens, lesson.ms);
    const { usage, outcome, durationMs } = attempt;
    // Reasoning is left out whether it was shown or not: what counts is how soon an answer of some length is there.
    if (usage && outcome === "succeeded") this.spoke(key, usage.output - usage.reasoning, durationMs - lesson.ms);
  }

  /**
   * What a prompt of this size may expect; undefined without any answer. Where there are too few of its size, those of
   * the sizes next to it count too, or else all of the model's.
   */
  expected(key: string, promptTokens: number): ExpectedLatency | undefined {
    const known = this.#models.get(key);
    if (!known) return undefined;
    const size = promptSizeOf(promptTokens);
    if (!known.expected.has(size)) known.expected.set(size, expectedOf(known, promptTokens));
    return known.expected.get(size);
  }

  #about(key: string): Known {
    const known = this.#model(key);
    known.expected.clear();
    return known;
  }

  #model(key: string): Known {
    const known = this.#models.get(key);
    if (known) return known;
    const made: Known = { latency: new SizedLatency(), speed: new AnswerSpeed(), expected: new Map() };
    this.#models.set(key, made);
    return made;
  }
}

function expectedOf({ latency, speed }: Known, promptTokens: number): ExpectedLatency | undefined {
  const own = latency.around(promptTokens, 0);
  const near = own && own.count >= enough ? own : latency.around(promptTokens, 1);
  const sketch = near && near.count >= enough ? near : latency.around(promptTokens, promptSizes);
  const p50 = sketch && sketch.count > 0 ? sketch.quantile(0.5 * sketch.answeredShare) : undefined;
  if (!sketch || p50 === undefined) return undefined;
  const longest = sketch.answeredShare >= mostAnswer ? hangRatio * p50 : Number.POSITIVE_INFINITY;
  const { tokensPerSecond } = speed;
  return {
    p50,
    p95: tailOf(sketch, 0.95, p50, longest),
    p99: tailOf(sketch, 0.99, p50, longest),
    samples: Math.floor(sketch.count),
    samplesOfSize: Math.floor(own?.count ?? 0),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
  };
}

function tailOf(sketch: LatencySketch, q: number, p50: number, longest: number): number {
  return Math.min(longest, sketch.quantile(q) ?? p50);
}
