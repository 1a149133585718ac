import { asRecords, type Json } from "../json.ts";
import type { WireDelta } from "./wire-chunk.ts";

/** The lists in which gateways send reasoning with its proof, beside the plain text of it or in its place. */
const LISTS = ["reasoning_details", "thinking_blocks"] as const;

/** Where the words of an entry are, by its kind. */
const WORDS = ["text", "summary", "thinking"] as const;

/** Gathers the entries of these lists, which come in pieces. */
export interface ReasoningDetails {
  /** Takes what a delta has of them; returns its words. */
  read(delta: WireDelta): string;
  /** The whole lists, to be given back; undefined if there was nothing since they were last taken. */
  take(): Json | undefined;
}

export function createReasoningDetails(): ReasoningDetails {
  let lists: Partial<Record<(typeof LISTS)[number], Json[]>> = {};
  return {
    read(delta) {
      let words = "";
      for (const name of LISTS) {
        const pieces = asRecords(delta[name]);
        if (pieces.length === 0) continue;
        const list = (lists[name] ??= []);
        for (const piece of pieces) add(list, piece);
        words ||= pieces.map(wordsOf).join("");
      }
      return words;
    },
    take() {
      const taken = lists;
      lists = {};
      return Object.keys(taken).length > 0 ? taken : undefined;
    },
  };
}

/** A piece goes on with the entry before it unless that one is of another kind or place, or has its signature already. */
function add(list: Json[], piece: Json): void {
  const last = list.at(-1);
  const field = WORDS.find((name) => last?.[name] != null || piece[name] != null);
  const isNext = last?.["type"] !== piece["type"] || last?.["index"] !== piece["index"] || Boolean(last?.["signature"]);
  if (!last || field === undefined || isNext) {
    list.push(piece);
    return;
  }
  const news = Object.entries(piece).filter(([, value]) => value != null);
  const joined = textAt(last, field) + textAt(piece, field);
  list[list.length - 1] = { ...last, ...Object.fromEntries(news), [field]: joined };
}

function wordsOf(entry: Json): string {
  return WORDS.map((name) => textAt(entry, name)).join("");
}

function textAt(entry: Json, name: string): string {
  const value = entry[name];
  return typeof value === "string" ? value : "";
}
