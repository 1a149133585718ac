import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createMemory } from "./answer/memory.ts";
import { openAiChatFormat } from "./formats/openai-chat/format.ts";
import { sendJson, sendProblem, type Exchange } from "./http/exchange.ts";
import { allowOrigin, checkToken, hostProblem, originProblem, proofOf } from "./http/guard.ts";
import { createMetrics } from "./http/metrics.ts";
import { forgetPatience } from "./http/patience.ts";
import { readBody } from "./http/read-body.ts";
import { closeServer, listen } from "./http/server.ts";
import { type Target, targetOf } from "./http/target.ts";
import { clientName } from "./names/client-name.ts";
import type { Gateway, GatewayPorts, GatewayStats } from "./ports.ts";
import { BadRequest, problemOf, type Problem } from "./problem.ts";
import { findAddress, type Found } from "./routes.ts";

/** Requests answered at once; more are told to come back. */
const mostUnderWay = 256;

/** What a gateway that closes gives those under way, in milliseconds. */
const usualGraceMs = 3000;

/** Starts the gateway on 127.0.0.1. @throws an error with the code `EADDRINUSE` where the port is taken */
export async function startGateway(ports: GatewayPorts, options: { readonly port: number }): Promise<Gateway> {
  const reception = new Reception(ports);
  const { server, port } = await listen(options.port, (request, response) => void reception.receive(request, response));
  return new RunningGateway(server, port, reception);
}

class RunningGateway implements Gateway {
  readonly port: number;
  readonly url: string;
  readonly #server: Server;
  readonly #reception: Reception;

  constructor(server: Server, port: number, reception: Reception) {
    this.#server = server;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#reception = reception;
  }

  readonly stats = (): GatewayStats => this.#reception.stats();

  async close(graceMs = usualGraceMs): Promise<void> {
    await closeServer(this.#server, graceMs);
  }
}

/** Lets requests in, or says why not. */
class Reception {
  readonly #ports: GatewayPorts;
  readonly #memory = createMemory();
  readonly #metrics;

  constructor(ports: GatewayPorts) {
    this.#ports = ports;
    this.#metrics = createMetrics(ports.clock.now());
  }

  readonly stats = (): GatewayStats => this.#metrics.stats();

  /** Never rejects: what goes wrong here is a bug, and is told to the caller as one. */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A caller that vanishes in the middle is no event.
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    const target = targetOf(request.url);
    // Node leaves the body of an answer to HEAD away by itself.
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const found = findAddress(method, target.path);
    const format = found?.entry.format ?? openAiChatFormat;
    try {
      const problem = await this.#answer(request, response, target, found);
      if (problem) sendProblem(response, problem, format);
    } catch (error) {
      if (error instanceof BadRequest) return sendProblem(response, error.problem, format);
      if (response.destroyed) return;
      this.#ports.reportBug(error);
      const message = "Something went wrong in Switchyard itself: its log says more.";
      if (response.headersSent) response.destroy();
      else sendProblem(response, problemOf("bug", message), format);
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
    found: Found | undefined,
  ): Promise<Problem | undefined> {
    const { headers, method } = request;
    const stranger = hostProblem(headers) ?? originProblem(headers, this.#ports.rules().origins);
    if (stranger) return stranger;
    if (headers.origin !== undefined) allowOrigin(response, headers.origin, headers);
    if (method === "OPTIONS") return void response.writeHead(204).end();
    if (target.path === "/health") return this.#sendHealth(target, response);
    const shown = checkToken(headers, target.query, this.#ports.token());
    if (!shown.isRight) return problemOf("unauthorized", wrongToken);
    if (target.path === "/metrics") return this.#sendMetrics(response);
    if (!found) return problemOf("not-found", `The gateway has no address ${target.path}.`);
    if (!found.takesMethod) {
      response.setHeader("allow", found.entry.method);
      return problemOf("method", `${target.path} takes ${found.entry.method}.`);
    }
    if (this.#metrics.underWay >= mostUnderWay) {
      return problemOf("busy", `The gateway answers ${mostUnderWay} requests already.`, { retryAfterMs: 1000 });
    }
    const client = clientName(shown.client, one(headers["x-switchyard-client"]), headers["user-agent"]);
    return this.#serve(found, { request, response, target, client, signal: this.#follow(found, client, response) });
  }

  /** Counts a request until it is over; what it returns aborts when its caller is gone before the answer was whole. */
  #follow({ entry }: Found, client: string, response: ServerResponse): AbortSignal {
    const { clock } = this.#ports;
    const cameAt = clock.now();
    const ended = this.#metrics.began(entry.name, client, cameAt);
    const gone = new AbortController();
    forgetPatience(response);
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
      // A caller that left before its answer began has no status of ours; 499 is what proxies write down.
      ended(response.headersSent ? response.statusCode : 499, clock.now() - cameAt);
    });
    return gone.signal;
  }

  async #serve({ entry, caught }: Found, exchange: Exchange): Promise<Problem | undefined> {
    const handling = { ports: this.#ports, memory: this.#memory, exchange, caught };
    if (entry.get) return entry.get(handling);
    const body = await readBody(exchange.request);
    if (body.problem) {
      // What was not read of it is not read any more.
      exchange.response.setHeader("connection", "close");
      return body.problem;
    }
    await entry.post?.(handling, body.json);
    return undefined;
  }

  #sendHealth({ query }: Target, response: ServerResponse): undefined {
    const challenge = query.get("challenge");
    const token = this.#ports.token();
    // What is proved with no token anybody can prove.
    const proof = challenge && token !== "" ? proofOf(token, challenge) : undefined;
    sendJson(response, 200, { status: "ok", ...(proof !== undefined && { proof }) });
  }

  #sendMetrics(response: ServerResponse): undefined {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    response.end(this.#metrics.text(this.#ports.router));
  }
}

const wrongToken =
  'This is not the gateway\'s token: in the editor "Switchyard: Use the Gateway" copies it, elsewhere it was printed at the start.';

function one(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}
