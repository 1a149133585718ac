import type { Provider } from "../../spec/provider.ts";
import type { Verbatim } from "../../spec/wire-format.ts";
import type { Json } from "../json.ts";
import { mapFailure } from "../openai-chat/map-failure.ts";
import { createChatParser } from "../openai-chat/parse-stream.ts";
import { judgeEvent } from "../openai-chat/judge-event.ts";
import { quirksOf } from "../openai-chat/quirks.ts";
import { isUsageForUs, streamOptions } from "./asked-usage.ts";
import { bearer } from "./bearer.ts";
import { readJson } from "./read-json.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** The older completions with a prompt and a suffix, as they are. The chat parser reads their `text` too. */
export const openAiCompletions: WireSpeaker = {
  path: () => "/completions",
  body: completionBody,
  headers: bearer,
  events: { judge: judgeEvent },
  parser: ({ id }) => readJson(createChatParser(id)),
  chunksOf: (answer) => [answer],
  isOurs: isUsageForUs,
  failureOf: mapFailure,
};

/** DeepSeek's models think unless told otherwise, and fill gaps only when they do not. */
function completionBody(verbatim: Verbatim, model: string, provider: Provider): Json {
  const quirks = quirksOf(provider);
  const { stream_options: _options, ...body } = verbatim.body;
  const options = streamOptions(verbatim, quirks.asksForUsage);
  return {
    ...(quirks.reasoning === "switch" && { thinking: { type: "disabled" } }),
    ...body,
    model,
    ...(options && { stream_options: options }),
  };
}
