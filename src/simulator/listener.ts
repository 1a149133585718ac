import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A loopback HTTP server on a port of its own, which can be closed and opened again. */
export interface Listener {
  readonly port: number;
  /** Closes the port: connections are refused from now on. Answers under way go on. */
  close(): void;
  /** Listens on the same port again. */
  open(): void;
  sockets(): number;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const RETRY_MS = 50;

/** Listens on a free port of 127.0.0.1. */
export async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Listener> {
  const sockets = new Set<Socket>();
  let server = createServer(handle);
  let retry: NodeJS.Timeout | undefined;
  await track(server, sockets, 0);
  const { port } = addressOf(server);

  const close = (): void => {
    clearTimeout(retry);
    server.close();
    server.closeIdleConnections();
  };
  const open = (): void => {
    if (server.listening) return;
    server = createServer(handle);
    // The port was free for a while, and the system may have lent it to an outgoing connection: wait until it is back.
    track(server, sockets, port).catch(() => {
      retry = setTimeout(open, RETRY_MS);
    });
  };

  return {
    port,
    close,
    open,
    sockets: () => sockets.size,
    async stop() {
      close();
      const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

function track(server: Server, sockets: Set<Socket>, port: number): Promise<void> {
  server.keepAliveTimeout = 5000;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address while it listens.");
  return address;
}
