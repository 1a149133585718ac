// Whole modules, not names out of them: VS Code puts functions in their place that know its proxy and certificates.
import http from "node:http";
import https from "node:https";
import { type HeaderSource, NodeHeaders } from "./header-source.ts";

/** One request, as it goes out. */
export interface DirectRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
}

/** An answer whose headers came. Its body is read as text, in pieces that never cut a character. */
export interface DirectAnswer {
  readonly status: number;
  readonly headers: HeaderSource;
  readonly text: AsyncIterable<string>;
  /** The whole body at once, which costs less than to iterate. @throws the socket's error */
  readAll(): Promise<string>;
  /** Lets the rest of the body pass, so that the connection can be used again; a server that goes on is cut off. */
  finish(): void;
  /** Cuts the connection. */
  destroy(): void;
}

/** How long a server may take to end a body that has said all. */
const TRAILING_MS = 1000;

const agents = {
  "http:": new http.Agent({ keepAlive: true, scheduling: "lifo" }),
  "https:": new https.Agent({ keepAlive: true, scheduling: "lifo" }),
};

/**
 * Posts JSON without `fetch`, which takes twice the time and the memory of Node's own client: for the gateway, whose
 * callers count every millisecond. No redirect is followed. When `signal` aborts the connection is cut.
 *
 * A connection that was kept and that its server closed just now fails before anything came: that is tried once more, on
 * a new one, as its server may have closed all that were kept.
 *
 * @throws the socket's error
 */
export async function postDirect(request: DirectRequest, signal: AbortSignal): Promise<DirectAnswer> {
  try {
    return await post(request, signal, agents);
  } catch (error) {
    if (error instanceof StaleConnection) return post(request, signal, { "http:": false, "https:": false });
    throw error;
  }
}

/** The kept connection was closed by its server before it took the request. */
class StaleConnection extends Error {}

/** Where connections are kept; `false` for a connection that is new and is not kept. */
type Agents = Readonly<Record<"http:" | "https:", http.Agent | false>>;

function post({ url, headers, body }: DirectRequest, signal: AbortSignal, from: Agents): Promise<DirectAnswer> {
  return new Promise((resolve, reject) => {
    const address = addressOf(url);
    const isSecure = address.protocol === "https:";
    const sent = (isSecure ? https : http).request({
      ...address,
      method: "POST",
      agent: from[isSecure ? "https:" : "http:"],
      headers: headerList(headers, body, address),
    });
    // Without an error of our own: of an answer that came whole, the socket is free by then, and has nobody to tell it to.
    const cut = (): void => void sent.destroy();
    signal.addEventListener("abort", cut, { once: true });
    sent.once("close", () => signal.removeEventListener("abort", cut));
    sent.once("error", (error: NodeJS.ErrnoException) => {
      const isStale = sent.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE") && !signal.aborted;
      reject(isStale ? new StaleConnection(error.message, { cause: error }) : error);
    });
    sent.once("response", (received) => resolve(answerOf(sent, received)));
    if (signal.aborted) cut();
    else sent.end(body);
  });
}

function answerOf(sent: http.ClientRequest, received: http.IncomingMessage): DirectAnswer {
  received.setEncoding("utf8");
  return {
    status: received.statusCode ?? 0,
    headers: new NodeHeaders(received.headers),
    get text() {
      // Whoever stops reading at the answer's end must not thereby cut a connection that can be used again.
      return received.iterator({ destroyOnReturn: false }) as AsyncIterable<string>;
    },
    readAll: () => textOf(received),
    finish() {
      if (received.complete) return void received.resume();
      const late = setTimeout(() => sent.destroy(), TRAILING_MS);
      late.unref();
      received.once("close", () => clearTimeout(late));
      // An error after the answer was whole is nobody's concern.
      received.once("error", () => undefined);
      received.resume();
    },
    destroy: () => void sent.destroy(),
  };
}

function textOf(received: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    received.on("data", (piece: string) => (text += piece));
    received.once("end", () => resolve(text));
    received.once("error", reject);
    // Without an error when it was cut from this side.
    received.once("close", () => reject(new Error("aborted")));
  });
}

/** What of an address Node's client wants. */
interface Address {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
  /** As the `host` header has it. */
  readonly host: string;
}

/** Addresses taken apart: there are as many as models are called, and each is called again and again. */
const addresses = new Map<string, Address>();
const mostAddresses = 200;

function addressOf(url: string): Address {
  const known = addresses.get(url);
  if (known) return known;
  if (addresses.size >= mostAddresses) addresses.clear();
  const { protocol, hostname, port, pathname, search, host } = new URL(url);
  // Brackets are for addresses in text.
  const address = { protocol, hostname: hostname.replace(/^\[|\]$/g, ""), port, path: pathname + search, host };
  addresses.set(url, address);
  return address;
}

/** As a list, which Node takes as it stands; names and values come from settings and tables that were looked at. */
function headerList(headers: DirectRequest["headers"], body: string, { host }: Address): readonly string[] {
  const list = ["host", host, "content-length", String(Buffer.byteLength(body))];
  for (const [name, value] of Object.entries(headers)) list.push(name, value);
  return list;
}
