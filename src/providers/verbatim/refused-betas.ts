import { describeError, type ErrorReport } from "../http/error-report.ts";

/** Headers in lower case. */
type Headers = Readonly<Record<string, string>>;

const FIELD = "anthropic-beta";

/** What servers refused of `anthropic-beta`, by their addresses. Clouds that offer Claude know fewer values than Anthropic. */
const refused = new Map<string, Set<string>>();

/** The caller's headers without what this server refused before. */
export function acceptedHeaders(baseUrl: string, headers: Headers): Headers {
  const known = refused.get(baseUrl);
  const sent = valuesIn(headers);
  const kept = sent.filter((value) => !known?.has(value));
  if (kept.length === sent.length) return headers;
  const { [FIELD]: _, ...rest } = headers;
  return kept.length > 0 ? { ...rest, [FIELD]: kept.join(",") } : rest;
}

/** Remembers what was refused of these headers, as they were sent; whether it was anything of them. */
export function learnRefusal(baseUrl: string, report: ErrorReport, headers: Headers): boolean {
  const { message } = describeError(report);
  const sent = valuesIn(headers);
  // Anthropic and Google Cloud name the values, Amazon does not.
  const words = new Set(/anthropic-beta/i.test(message) ? message.split(/[^\w.-]+/) : []);
  const named = sent.filter((value) => words.has(value));
  const found = named.length === 0 && /invalid beta flag/i.test(message) ? sent : named;
  if (found.length === 0) return false;
  refused.set(baseUrl, new Set([...(refused.get(baseUrl) ?? []), ...found]));
  return true;
}

function valuesIn(headers: Headers): readonly string[] {
  const values = headers[FIELD]?.split(",").map((value) => value.trim()) ?? [];
  return values.filter((value) => value !== "");
}
