import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** Limits that a caller cannot pass, whatever it sends. */
const limits = {
  maxHeaderSize: 32 * 1024,
  /** For the headers, in milliseconds. */
  headersTimeout: 20_000,
  /** For the whole request; a large one may come slowly from another machine's tunnel. */
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
} as const;

/** Sockets open at once: each of `mostUnderWay` callers, and room for those that wait with an open connection. */
const mostSockets = 1024;

/** Listens on this machine alone. @throws an error with the code `EADDRINUSE` where the port is taken */
export async function listen(
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly server: Server; readonly port: number }> {
  /** The answer that each connection is in the middle of, if it is: requests may follow each other without a pause. */
  const underWay = new WeakMap<Duplex, ServerResponse>();
  const server = createServer(limits, (request, response) => {
    if (underWay.get(request.socket)?.writableFinished !== false) underWay.set(request.socket, response);
    answer(request, response);
  });
  server.maxConnections = mostSockets;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  // A connection that could not be taken, as when too many files are open; the next may be.
  server.on("error", () => undefined);
  server.on("clientError", (error, socket) => {
    const earlier = underWay.get(socket);
    // Within an answer, a second one would be taken for a part of it.
    const isWithin = earlier?.headersSent === true && !earlier.writableFinished;
    if (socket.writable && !isWithin) socket.end(refusalOf(error), () => socket.destroy());
    else socket.destroy();
  });
  // A server that listens on TCP has this kind of address.
  return { server, port: (server.address() as AddressInfo).port };
}

/** What is wrong with bytes that make no request, by Node's code; 400 where it is none of these. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** The answer to what is no request, and so was sent in nobody's format. */
function refusalOf({ code = "" }: NodeJS.ErrnoException): string {
  const status = statuses[code] ?? 400;
  const reason = STATUS_CODES[status] ?? "";
  const head = `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: text/plain\r\n`;
  return `${head}content-length: ${reason.length}\r\n\r\n${reason}`;
}

/** Ends a server: idle connections at once, answers under way when they are over, but at the latest after `graceMs`. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  // A connection that is kept after its answer would hold up the end as well.
  const release = setInterval(() => server.closeIdleConnections(), 50);
  const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(release);
  clearTimeout(cutOff);
}
