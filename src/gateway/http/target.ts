/** What a request is for: the path, and what comes behind the question mark. */
export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

const none = new URLSearchParams();

/** Takes a request's target apart, which may be anything: one that is no address leads nowhere. */
export function targetOf(url = "/"): Target {
  // As programs write it; all else is left to the standard's parser, which takes far longer.
  if (/^\/[\w/.:-]*$/.test(url) && !url.startsWith("//") && !/\/\.\.?(?:\/|$)/.test(url))
    return { path: url, query: none };
  const parsed = URL.parse(url, "http://127.0.0.1");
  return { path: parsed?.pathname ?? "/", query: parsed?.searchParams ?? none };
}
