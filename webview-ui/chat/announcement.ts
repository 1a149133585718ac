import { modelOf } from "../shared/route-name.ts";
import type { Answer } from "./store.ts";
import { answeredStep } from "./trace-words.ts";

/** More than this is read by going to the answer. In characters. */
const mostRead = 400;

/** A complete answer for the ear: who gave it and how it begins, without its code and marks. */
export function announcementOf({ text, problem, details }: Answer): string {
  const route = answeredStep(details.trace)?.routeId;
  const from = route === undefined ? "Answer" : `Answer from ${modelOf(route)}`;
  const spoken = text
    .replace(/^(```|~~~).*?(^\1|(?![^]))/gms, " Code block. ")
    .replace(/[#*_`>|]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const begun = spoken.length > mostRead ? `${spoken.slice(0, mostRead)}…` : spoken;
  return [`${from}.`, begun, problem?.message].filter((part) => part !== undefined && part !== "").join(" ");
}
