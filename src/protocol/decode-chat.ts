import type { ChatSurface, ProblemAction } from "./chat.ts";
import { DecodeError, flag, nothing, oneOf, pair, record, text, wholeNumber } from "./decode.ts";
import type { Decoder } from "./decode.ts";
import { isOpenable } from "./link.ts";
import type { Decoders } from "./rpc.ts";

const problemActions: Readonly<Record<ProblemAction, true>> = {
  addKey: true,
  useLocalServer: true,
  retry: true,
  openSettings: true,
  tryWithoutKeys: true,
  showLog: true,
};

const link: Decoder<string> = (value, at = "") => {
  const href = text(value, at);
  if (!isOpenable(href)) throw new DecodeError(at, "an http, https or mailto address");
  return href;
};

const chip = record({ path: text, language: text, tokens: wholeNumber(0) }, { lines: pair(wholeNumber(1)) });

/** What the chat view may ask of the host, checked. */
export const chatDecoders: Decoders<ChatSurface> = {
  ready: nothing,
  send: record({ text, withSelection: flag }),
  stop: nothing,
  retry: nothing,
  newSession: nothing,
  openSession: record({ id: text }),
  deleteSession: record({ id: text }),
  copy: record({ text }),
  insert: record({ text }),
  openLink: record({ href: link }),
  reveal: chip,
  pickRoute: nothing,
  act: record({ action: oneOf(problemActions) }),
};
