/** The headers of an answer, as far as they are read: those of `fetch` are one, and so are those of Node's own client. */
export interface HeaderSource {
  /** By a name in lower case; `null` where there is none. */
  get(name: string): string | null;
  /** Their names, in lower case. */
  keys(): Iterable<string>;
}

/** The headers of Node's own client, which has them in lower case already. */
export class NodeHeaders implements HeaderSource {
  readonly #headers: Readonly<Record<string, string | string[] | undefined>>;

  constructor(headers: Readonly<Record<string, string | string[] | undefined>>) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = Object.hasOwn(this.#headers, name) ? this.#headers[name] : undefined;
    return value === undefined ? null : typeof value === "string" ? value : value.join(", ");
  }

  keys(): Iterable<string> {
    return Object.keys(this.#headers);
  }
}
