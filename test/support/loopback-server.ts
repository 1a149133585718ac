import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** An HTTP server on this machine for one test. */
export interface LoopbackServer {
  readonly url: string;
  /** How many connections were ever opened. */
  readonly connections: number;
  /** Resolves when the latest connection is closed from the other side. */
  closed(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server that answers with `listener`. Its address is new each time. */
export async function startServer(
  listener: (...exchange: Parameters<RequestListener>) => unknown,
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let latest: Socket | undefined;
  const server = createServer(listener);
  server.on("connection", (socket) => {
    connections += 1;
    latest = socket;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    async closed() {
      if (latest && !latest.destroyed) await once(latest, "close");
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Begins an event stream, and leaves it open. */
export function beginStream(response: ServerResponse, ...frames: readonly (string | Uint8Array)[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  for (const frame of frames) response.write(frame);
}

/** Reads a request to its end, as a server must before the connection can serve another. */
export async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const piece of request) text += String(piece);
  return text;
}
