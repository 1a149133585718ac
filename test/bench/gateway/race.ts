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

/** What was measured of one contestant, times in milliseconds and sorted. */
export interface Result {
  readonly contestant: Contestant;
  readonly firstToken: readonly number[];
  readonly json: readonly number[];
  /** Anthropic's messages, translated; empty where it takes none. */
  readonly translated: readonly number[];
  /** The median round's. */
  readonly requestsPerSecond: number;
  /** After all of it. */
  readonly memoryMb?: number;
}

const atOnce = 16;

/** Measures all of them together: question by question each has its turn, so that whatever else the machine does hits all alike. */
export async function race(contestants: readonly Contestant[], extent: Extent): Promise<readonly Result[]> {
  const streamed = await takeTurns(
    contestants.map(({ chat }) => questionFor(chat, "chat", true)),
    extent,
    ({ first }) => first,
  );
  const whole = contestants.map(({ chat }) => questionFor(chat, "chat", false));
  const json = await takeTurns(whole, extent, (times) => times.whole);
  const translating = contestants.filter(({ messages }) => messages !== undefined);
  const translated = await takeTurns(
    translating.map(({ messages, chat }) => questionFor(messages ?? chat, "messages", true)),
    extent,
    ({ first }) => first,
  );
  const rates = await takeRounds(whole, extent);
  return Promise.all(
    contestants.map(async (contestant, at) => {
      const memoryMb = await residentMb(contestant.pid);
      return {
        contestant,
        firstToken: streamed[at] ?? [],
        json: json[at] ?? [],
        translated: translated[translating.indexOf(contestant)] ?? [],
        requestsPerSecond: rates[at] ?? 0,
        ...(memoryMb !== undefined && { memoryMb }),
      };
    }),
  );
}

/** The figure of each answer to each question, sorted, in the order of the questions. */
async function takeTurns(
  questions: readonly Question[],
  { warmUps, samples }: Extent,
  figure: (times: Times) => number,
): Promise<readonly (readonly number[])[]> {
  const lanes = questions.map((question) => ({ question, figures: [] as number[] }));
  for (let turn = 0; turn < warmUps + samples; turn += 1) {
    for (const { question, figures } of shuffled(lanes)) {
      const times = await ask(question);
      if (turn >= warmUps) figures.push(figure(times));
    }
  }
  return lanes.map(({ figures }) => figures.toSorted((a, b) => a - b));
}

/** So that nobody always comes after the one that leaves work behind. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Answers a second to each question, asked over and over by some at once: the median of short rounds, taken in turns. */
async function takeRounds(questions: readonly Question[], { rounds, roundMs }: Extent): Promise<readonly number[]> {
  const lanes = questions.map((question) => ({ question, rates: [] as number[] }));
  for (const { question } of lanes) await rateOf(question, roundMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const { question, rates } of shuffled(lanes)) rates.push(await rateOf(question, roundMs));
  }
  return lanes.map(({ rates }) =>
    percentile(
      rates.toSorted((a, b) => a - b),
      0.5,
    ),
  );
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
