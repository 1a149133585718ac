import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";

/** A loopback HTTP server on a port of its own, which can be closed and opened again. */
export interface Listener {
  readonly port: number;
  /** Listens on the same port again, unless it does or is about to. */
  open(): void;
  /** Closes the port: connections are refused from now on. Answers under way go on. */
  close(): void;
  sockets(): number;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const RETRY_MS = 50;

/** Listens on a free port of 127.0.0.1. */
export async function listen(handle: RequestListener): Promise<Listener> {
  const sockets = new Set<Socket>();
  /** The server that has the port or is about to get it. */
  let current: Server | undefined = serve(handle, sockets);
  const port = await bind(current, 0);
  let retry: NodeJS.Timeout | undefined;

  const open = (): void => {
    if (current !== undefined) return;
    const server = serve(handle, sockets);
    current = server;
    const bound = (): void => {
      // It was closed again before it was open.
      if (current !== server) server.close();
    };
    const taken = (): void => {
      if (current !== server) return;
      current = undefined;
      retry = setTimeout(open, RETRY_MS);
    };
    // While the port was free, the system may have lent it to an outgoing connection: then it is back soon.
    bind(server, port).then(bound, taken);
  };
  const close = (): void => {
    clearTimeout(retry);
    current?.close();
    current = undefined;
  };

  return {
    port,
    open,
    close,
    sockets: () => sockets.size,
    async stop() {
      close();
      const closed = Array.from(sockets, (socket) => new Promise((resolve) => socket.once("close", resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

function serve(handle: RequestListener, sockets: Set<Socket>): Server {
  const server = createServer(handle);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return server;
}

/** Resolves with the port that the server listens on; 0 asks for a free one. */
function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address.port);
      else reject(new Error("The server was closed before it listened."));
    });
  });
}
