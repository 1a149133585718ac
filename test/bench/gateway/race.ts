import { percentile } from "../router-bench.ts";
import { ask, type Question, questionFor, type Times } from "./ask.ts";
import { briefly } from "./briefly.ts";
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
  const fallen = new Set<Contestant>();
  const streamed = lanesOf(contestants, fallen, ({ chat }) => chat && questionFor(chat, "chat", true));
  const whole = lanesOf(contestants, fallen, ({ chat }) => chat && questionFor(chat, "chat", false));
  const messages = lanesOf(contestants, fallen, (one) => one.messages && questionFor(one.messages, "messages", true));
  const firstToken = await takeTurns(streamed, extent, ({ first }) => first);
  const json = await takeTurns(whole, extent, (times) => times.whole);
  const translated = await takeTurns(messages, extent, ({ first }) => first);
  const rates = await takeRounds(whole, extent);
  const standing = contestants.filter((contestant) => !fallen.has(contestant));
  return Promise.all(
    standing.map(async (contestant) => ({
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
  /** Undefined once the contestant fell: a peer that fails in the middle leaves the race. @throws where another one fails */
  readonly ask: () => Promise<Times | undefined>;
}

function lanesOf(
  contestants: readonly Contestant[],
  fallen: Set<Contestant>,
  questionOf: (contestant: Contestant) => Question | undefined,
): readonly Lane[] {
  return contestants.flatMap((contestant) => {
    const question = questionOf(contestant);
    return question ? { contestant, ask: () => askIfStanding(contestant, question, fallen) } : [];
  });
}

async function askIfStanding(
  contestant: Contestant,
  question: Question,
  fallen: Set<Contestant>,
): Promise<Times | undefined> {
  if (fallen.has(contestant)) return undefined;
  try {
    return await ask(question);
  } catch (error) {
    if (contestant.kind !== "peer") throw error;
    if (!fallen.has(contestant)) console.log(`gateway: ${contestant.name} fails and is left out: ${briefly(error)}`);
    fallen.add(contestant);
    return undefined;
  }
}

async function takeTurns(
  lanes: readonly Lane[],
  { warmUps, samples }: Extent,
  figureOf: (times: Times) => number,
): Promise<ReadonlyMap<Contestant, readonly number[]>> {
  const figures = new Map(lanes.map(({ contestant }) => [contestant, [] as number[]]));
  for (let turn = 0; turn < warmUps + samples; turn += 1) {
    for (const lane of shuffled(lanes)) {
      const times = await lane.ask();
      if (times && turn >= warmUps) figures.get(lane.contestant)?.push(figureOf(times));
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
  for (const lane of lanes) await rateOf(lane, roundMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const lane of shuffled(lanes)) {
      rates.get(lane.contestant)?.push(await rateOf(lane, roundMs));
    }
  }
  return new Map([...sortedFigures(rates)].map(([contestant, sorted]) => [contestant, percentile(sorted, 0.5)]));
}

async function rateOf(lane: Lane, roundMs: number): Promise<number> {
  const start = performance.now();
  let answers = 0;
  const asking = Array.from({ length: atOnce }, async () => {
    while (performance.now() - start < roundMs) {
      if (!(await lane.ask())) return;
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
