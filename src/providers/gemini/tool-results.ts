import type { FilePart, ImagePart, ToolResultPart } from "../../spec/request.ts";
import { isSince } from "./model-traits.ts";

type WirePart = Readonly<Record<string, unknown>>;

/** What may be in a tool's result, from Gemini 3 on. */
const IN_RESULTS = /^(?:image\/(?:png|jpeg|webp)|application\/pdf|text\/plain)$/;

/** A picture or file, inline or by its address. */
export function mediaPart({ mediaType, source }: ImagePart | FilePart): WirePart {
  const type = mediaType === "" ? {} : { mimeType: mediaType };
  return source.kind === "base64"
    ? { inlineData: { ...type, data: source.data } }
    : { fileData: { ...type, fileUri: source.url } };
}

/** A tool's result, with the pictures and files that may be in it. */
export function functionResponse(part: ToolResultPart, model: string): WirePart {
  const inside = (part.media ?? []).filter((each) => mayBeInResult(each, model)).map(mediaPart);
  return {
    functionResponse: {
      name: part.name,
      response: { [part.isError ? "error" : "result"]: part.content },
      ...(inside.length > 0 && { parts: inside }),
    },
  };
}

/** The pictures and files of a tool's result that may not be in it, with the tool's name before them. */
export function besideResult(part: ToolResultPart, model: string): readonly WirePart[] {
  const beside = (part.media ?? []).filter((each) => !mayBeInResult(each, model));
  return beside.length > 0 ? [{ text: `From ${part.name}:` }, ...beside.map(mediaPart)] : [];
}

function mayBeInResult({ mediaType, source }: ImagePart | FilePart, model: string): boolean {
  return source.kind === "base64" && IN_RESULTS.test(mediaType) && isSince(model, 3);
}
