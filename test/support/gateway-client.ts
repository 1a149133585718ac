import http from "node:http";
import type { GatewayStand } from "./gateway-stand.ts";

/** How an exchange with the gateway went, as a caller sees it. */
export interface Answered {
  /** 0 where there was no answer at all. */
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** `whole`: by HTTP's own rules; `broken`: the connection ended before that; `hung`: not within the limit. */
  readonly end: "whole" | "broken" | "hung";
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  readonly agent?: http.Agent;
  /** In milliseconds; 10 seconds unless given. */
  readonly limitMs?: number;
}

/** Sends one request, with the right token unless `headers` say otherwise, and reads its answer. Never rejects. */
export function ask(
  stand: Pick<GatewayStand, "url" | "token">,
  path: string,
  options: AskOptions = {},
): Promise<Answered> {
  const { body, agent, limitMs = 10_000 } = options;
  const headers = options.headers ?? { authorization: `Bearer ${stand.token}` };
  return new Promise((resolve) => {
    let status = 0;
    let came: http.IncomingHttpHeaders = {};
    const pieces: Buffer[] = [];
    const done = (end: Answered["end"]): void => {
      clearTimeout(limit);
      resolve({ status, headers: came, text: Buffer.concat(pieces).toString("utf8"), end });
    };
    const sent = http.request(stand.url, {
      path,
      method: options.method ?? (body === undefined ? "GET" : "POST"),
      headers: { ...headers, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
      agent: agent ?? false,
    });
    const limit = setTimeout(() => {
      done("hung");
      sent.destroy();
    }, limitMs);
    sent.once("response", (received) => {
      status = received.statusCode ?? 0;
      came = received.headers;
      received.on("data", (piece: Buffer) => pieces.push(piece));
      received.once("error", () => done("broken"));
      received.once("end", () => done("whole"));
    });
    sent.once("error", () => done("broken"));
    sent.end(body);
  });
}

/** The body as JSON; undefined where it is none. */
export function jsonOf({ text }: Pick<Answered, "text">): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
