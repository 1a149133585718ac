import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { problemOf, type Problem } from "../problem.ts";

/** The names under which this machine reaches itself. Any other is a web page that had its own name point here. */
const ownHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether the request was meant for this machine by a name of its own (DNS rebinding); else what is wrong with it. */
export function hostProblem({ host = "" }: IncomingHttpHeaders): Problem | undefined {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (ownHosts.has(name)) return undefined;
  return problemOf("forbidden", "The gateway answers to 127.0.0.1 and localhost alone.");
}

/** Whether a web page may ask: not unless the user named its origin. Programs send no origin. */
export function originProblem({ origin }: IncomingHttpHeaders, allowed: readonly string[]): Problem | undefined {
  if (origin === undefined || allowed.includes(origin)) return undefined;
  return problemOf(
    "forbidden",
    `Web pages of ${clean(origin)} may not use the gateway: see switchyard.gateway.origins.`,
  );
}

/** Tells a browser that the page may read the answer; and, where it asks, that a page from the internet may at all. */
export function allowOrigin(response: ServerResponse, origin: string, headers: IncomingHttpHeaders): void {
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("vary", "origin");
  response.setHeader("access-control-allow-methods", "GET, POST, DELETE");
  response.setHeader("access-control-allow-headers", "*, authorization");
  response.setHeader("access-control-expose-headers", "*");
  response.setHeader("access-control-max-age", "600");
  if (headers["access-control-request-private-network"] === "true") {
    response.setHeader("access-control-allow-private-network", "true");
  }
}

/** What the caller showed: a token, and behind its last dot perhaps a name. */
export interface Shown {
  readonly isRight: boolean;
  readonly client: string | undefined;
}

/** Looks at what the caller showed, in any of the three formats' ways. Takes as long for a wrong token as for the right one. */
export function checkToken(headers: IncomingHttpHeaders, query: URLSearchParams, token: string): Shown {
  const shown = shownKey(headers, query);
  const dot = shown.lastIndexOf(".");
  const [key, client] = dot < 0 ? [shown, undefined] : [shown.slice(0, dot), shown.slice(dot + 1)];
  return { isRight: token !== "" && isSame(Buffer.from(key), Buffer.from(token)), client };
}

function shownKey(headers: IncomingHttpHeaders, query: URLSearchParams): string {
  const bearer = /^Bearer\s+(.*)$/i.exec(headers.authorization ?? "")?.[1];
  return bearer ?? one(headers["x-api-key"]) ?? one(headers["x-goog-api-key"]) ?? query.get("key") ?? "";
}

function one(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}

/** All tokens are of one length, so that it tells nothing to find that of another wrong. */
function isSame(shown: Buffer, token: Buffer): boolean {
  return shown.length === token.length && timingSafeEqual(shown, token);
}

/** Shows whoever knows the token that this gateway knows it too, without telling it. */
export function proofOf(token: string, challenge: string): string {
  return createHmac("sha256", token).update(challenge).digest("base64url");
}

function clean(origin: string): string {
  return origin.replaceAll(/[^\w:/.-]/g, "").slice(0, 100);
}
