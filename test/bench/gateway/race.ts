import { percentile } from "../router-bench.ts";
import { ask, type Question, questionFor, type Times } from "./ask.ts";
import type { Contestant } from "./contestant.ts";
import { residentMb } from "./processes.ts";

/** How much is measured. */
export interface Extent {
  /** Of each kind, that are not counted. */
  readonly warmUps: number;
  readonly samples: number;
  /** Of requests side by side. */
  readonly rounds: number;
  readonly roundMs: number;
}

/** What was measured of one contestant, times in milliseconds and sorted; undefined where it does not take such questions. */
export interface Result {
  readonly contestant: Contestant;
  readonly firstToken: readonly number[] | undefined;
  readonly json: readonly number[] | undefined;
  /** The first token of Anthropic's messages, translated. */
  readonly translated: readonly number[] | undefined;
  /** The median round's. */
  readonly requestsPerSecond: number | undefined;
  /** After all of it. */
  readonly memoryMb: number | undefined;
}

const atOnce = 16;

/**
 * Measures all of them together: question by question each has its turn, so that whatever else the machine does hits all
 * alike.
 */
export async function race(contestants: readonly Contestant[], extent: Extent): Promise<readonly Result[]> {
  const streamed = questionsOf(contestants, ({ chat }) => chat && questionFor(chat, "chat", true));
  const whole = questionsOf(contestants, ({ chat }) => chat && questionFor(chat, "chat", false));
  const messages = questionsOf(contestants, (one) => one.messages && questionFor(one.messages, "messages", true));
  const firstToken = await takeTurns(streamed, extent, ({ first }) => first);
  const json = await takeTurns(whole, extent, (times) => times.whole);
  const translated = await takeTurns(messages, extent, ({ first }) => first);
  const rates = await takeRounds(whole, extent);
  return Promise.all(
    contestants.map(async (contestant) => ({
      contestant,
      firstToken: firstToken.get(contestant),
      json: json.get(contestant),
      translated: translated.get(contestant),
      requestsPerSecond: rates.get(contestant),
      memoryMb: await residentMb(contestant.pid),
    })),
  );
}

/** One contestant's question. */
interface Lane {
  readonly contestant: Contestant;
  readonly question: Question;
}

function questionsOf(
  contestants: readonly Contestant[],
  questionOf: (contestant: Contestant) => Question | undefined,
): readonly Lane[] {
  return contestants.flatMap((contestant) => {
    const question = questionOf(contestant);
    return question ? { contestant, question } : [];
  });
}

async function takeTurns(
  lanes: readonly Lane[],
  { warmUps, samples }: Extent,
  figureOf: (times: Times) => number,
): Promise<ReadonlyMap<Contestant, readonly number[]>> {
  const figures = new Map(lanes.map(({ contestant }) => [contestant, [] as number[]]));
  for (let turn = 0; turn < warmUps + samples; turn += 1) {
    for (const { contestant, question } of shuffled(lanes)) {
      const times = await ask(question);
      if (turn >= warmUps) figures.get(contestant)?.push(figureOf(times));
    }
  }
  return sortedFigures(figures);
}

/** Answers a second to a question that some ask over and over at once: the median of short rounds, taken in turns. */
async function takeRounds(
  lanes: readonly Lane[],
  { rounds, roundMs }: Extent,
): Promise<ReadonlyMap<Contestant, number>> {
  const rates = new Map(lanes.map(({ contestant }) => [contestant, [] as number[]]));
  for (const { question } of lanes) await rateOf(question, roundMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const { contestant, question } of shuffled(lanes)) {
      rates.get(contestant)?.push(await rateOf(question, roundMs));
    }
  }
  return new Map([...sortedFigures(rates)].map(([contestant, sorted]) => [contestant, percentile(sorted, 0.5)]));
}

async function rateOf(question: Question, roundMs: number): Promise<number> {
  const start = performance.now();
  let answers = 0;
  const asking = Array.from({ length: atOnce }, async () => {
    while (performance.now() - start < roundMs) {
      await ask(question);
      answers += 1;
    }
  });
  await Promise.all(asking);
  return (answers * 1000) / (performance.now() - start);
}

/** So that nobody always comes after the one that leaves work behind. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function sortedFigures(
  figures: ReadonlyMap<Contestant, readonly number[]>,
): ReadonlyMap<Contestant, readonly number[]> {
  return new Map([...figures].map(([contestant, values]) => [contestant, values.toSorted((a, b) => a - b)]));
}
