import { mapFailure } from "../openai-chat/map-failure.ts";
import { createChatParser } from "../openai-chat/parse-stream.ts";
import { judgeEvent } from "../openai-chat/judge-event.ts";
import { bearer } from "./bearer.ts";
import { readJson } from "./read-json.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** The older completions with a prompt and a suffix, as they are. The chat parser reads their `text` too. */
export const openAiCompletions: WireSpeaker = {
  path: () => "/completions",
  body: ({ body }, model) => ({ ...body, model }),
  headers: bearer,
  events: { judge: judgeEvent },
  parser: ({ id }) => readJson(createChatParser(id)),
  chunksOf: (answer) => [answer],
  failureOf: mapFailure,
};
