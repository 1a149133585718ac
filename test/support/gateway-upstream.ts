import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { asRecord } from "../../src/gateway/json.ts";
import type { Provider } from "../../src/spec/provider.ts";
import { goodAnswer, type GoodAnswer } from "./gateway-answers.ts";
import { readBody } from "./loopback-server.ts";
import { testProvider } from "./test-providers.ts";

/** One request that came to the stand-in, and the answer that a provider in good health would give. */
export interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly good: GoodAnswer;
}

/** A stand-in for providers of all dialects, on one port of this machine. */
export interface Upstream {
  /** One of each dialect. */
  readonly providers: readonly Provider[];
  readonly openSockets: number;
  /** From now on, requests are answered so. */
  answerWith(answer: (asked: Asked) => unknown): void;
  /** Cuts every connection and closes the port until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

/** Gives the good answer, whole. */
export function answerWell({ response, good }: Asked): void {
  response.writeHead(200, { "content-type": good.contentType });
  for (const piece of good.pieces) response.write(piece);
  response.end();
}

/** Starts one. Its providers are `chat`, `claude` and `gemini`, with `suffix` behind; each has the model `m1`. */
export async function startUpstream(suffix = ""): Promise<Upstream> {
  const sockets = new Set<Socket>();
  let answer: (asked: Asked) => unknown = answerWell;
  const server = createServer((request, response) => void receive(request, response));
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body: unknown = JSON.parse(await readBody(request));
      await answer({ request, response, good: goodAnswer(request.url?.split("?")[0] ?? "", asRecord(body) ?? {}) });
    } catch {
      // The gateway hung up, or sent what is no JSON: nobody waits for an answer.
      response.destroy();
    }
  }
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  await listen(0);
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  const down = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    providers: providersAt(`http://127.0.0.1:${port}`, suffix),
    get openSockets() {
      return sockets.size;
    },
    answerWith(next) {
      answer = next;
    },
    down,
    up: () => listen(port),
    stop: async () => (server.listening ? down() : undefined),
  };
}

function providersAt(url: string, suffix: string): readonly Provider[] {
  const models = [{ id: "m1", contextWindow: 1_000_000 }];
  return [
    testProvider("openai-chat", {
      id: `chat${suffix}`,
      baseUrl: `${url}/openai`,
      models,
      responses: true,
      fill: { style: "prompt-suffix", models: ["m1"] },
    }),
    testProvider("anthropic-messages", { id: `claude${suffix}`, baseUrl: `${url}/claude`, models }),
    testProvider("gemini", { id: `gemini${suffix}`, baseUrl: `${url}/gemini`, models }),
  ];
}
