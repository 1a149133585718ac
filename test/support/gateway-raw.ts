import { connect, type Socket } from "node:net";
import type { GatewayStand } from "./gateway-stand.ts";

/** A bare connection to the gateway, for what no HTTP client would send. */
export interface RawConnection {
  readonly socket: Socket;
  /** All that came so far. */
  readonly text: string;
  /** Whether the gateway ended the connection, or it broke. */
  readonly isClosed: boolean;
  send(bytes: string | Buffer): void;
  /** Resolves with what came when the gateway ended the connection, or when `enough` came; rejects after 10 seconds. */
  until(enough?: (text: string) => boolean): Promise<string>;
  /** Hangs up at once. */
  hangUp(): void;
}

/** Opens one. It stays half open when the gateway ends its side, as a careless program's would. */
export async function openRaw({ gateway }: Pick<GatewayStand, "gateway">): Promise<RawConnection> {
  const socket = connect({ port: gateway.port, host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  let isClosed = false;
  const closed = (): void => {
    isClosed = true;
    socket.emit("news");
  };
  socket.setEncoding("latin1");
  socket.on("data", (piece: string) => {
    text += piece;
    socket.emit("news");
  });
  socket.on("error", closed);
  socket.on("end", closed);
  socket.on("close", closed);
  await new Promise((resolve) => socket.once("connect", resolve));
  return {
    socket,
    get text() {
      return text;
    },
    get isClosed() {
      return isClosed;
    },
    send(bytes) {
      if (!socket.destroyed && socket.writable) socket.write(bytes);
    },
    until: (enough = () => false) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          socket.off("news", look);
          reject(new Error(`The gateway neither answered enough nor hung up: ${text.slice(0, 500)}`));
        }, 10_000);
        const look = (): void => {
          if (!isClosed && !enough(text)) return;
          clearTimeout(limit);
          socket.off("news", look);
          resolve(text);
        };
        socket.on("news", look);
        look();
      }),
    hangUp: () => void socket.destroy(),
  };
}

/** A request as bytes. */
export function rawRequest(start: string, headers: readonly string[], body = ""): Buffer {
  return Buffer.from([start, ...headers, "", body].join("\r\n"));
}

/** The status codes of all answers in what came, in order. */
export function statusesIn(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
