import type { Json } from "../../../../../src/gateway/json.ts";
import type { Answer, Got, Trouble } from "../words.ts";

/** A request as it came over the wire. */
export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Json;
}

/** An error as a vendor sends it. */
export interface WireError {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** How an upstream reads and writes one wire format. */
export interface WireFormat {
  readonly format: Got["format"];
  /** Where it takes requests, behind the base URL. */
  readonly path: RegExp;
  /** @throws an assertion error where the request is not of the format */
  read(asked: Asked): Got;
  whole(answer: Answer, model: string): Json;
  /** The events of a stream, as they stand on the wire. */
  events(answer: Answer, model: string): readonly string[];
  error(trouble: Trouble): WireError;
}

/** Cuts a text into pieces of a few characters, as models write it. */
export function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,5}/gu) ?? [];
}

export function event(data: Json, name?: string): string {
  return `${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}

/** Troubles that pass, whose end the upstream says: further away than anybody here waits for it. */
export function isPassing(trouble: Trouble): boolean {
  return trouble === "rate-limited" || trouble === "overloaded";
}

/** A picture or file as a line of what was said. */
export function mediaLine(type: string, mediaType: string, source: string): string {
  return `${type} ${mediaType} ${source}`.replace("  ", " ");
}
