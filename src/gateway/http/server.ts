import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

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
  const server = createServer(limits, answer);
  server.maxConnections = mostSockets;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, resolve);
  });
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    else socket.destroy();
  });
  // A server that listens on TCP has this kind of address.
  return { server, port: (server.address() as AddressInfo).port };
}

/** Ends a server: idle connections at once, answers under way when they are over, but at the latest after `graceMs`. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cutOff);
}
