import * as v from "valibot";
import { tasks } from "../spec/task.ts";
import type { ChatSurface, ProblemAction } from "./chat.ts";
import { isOpenable } from "./link.ts";
import type { Decoders } from "./rpc.ts";

// Keyed by the union, so that an action that is missing here does not compile.
const problemActions: Readonly<Record<ProblemAction, ProblemAction>> = {
  addKey: "addKey",
  useLocalServer: "useLocalServer",
  retry: "retry",
  openSettings: "openSettings",
  tryWithoutKeys: "tryWithoutKeys",
  showLog: "showLog",
};

const lineNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const chip = v.object({
  path: v.string(),
  lines: v.exactOptional(v.tuple([lineNumber, lineNumber])),
  language: v.string(),
  tokens: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

/** What the chat view may ask of the host, checked. */
export const chatDecoders: Decoders<ChatSurface> = {
  ready: v.null(),
  send: v.object({ text: v.string(), withSelection: v.boolean() }),
  stop: v.null(),
  retry: v.null(),
  newSession: v.null(),
  openSession: v.object({ id: v.string() }),
  deleteSession: v.object({ id: v.string() }),
  copy: v.object({ text: v.string() }),
  insert: v.object({ text: v.string() }),
  openLink: v.object({ href: v.pipe(v.string(), v.check(isOpenable)) }),
  reveal: chip,
  pickRoute: v.null(),
  explainRoute: v.object({ task: v.picklist(tasks) }),
  endDrill: v.object({ routeId: v.string() }),
  act: v.object({ action: v.enum(problemActions) }),
};
