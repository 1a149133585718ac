/**
 * The process in which VS Code's server runs; started by server.ts, never by hand.
 *
 * VS Code's server module hands over a request handler. Around it stand the three things that it
 * leaves to its host:
 *
 * - the short address: `/?tkn=...` leads to the workspace and the extension under development;
 * - `POST /mint-key`: half of the key with which the workbench encrypts secrets in the browser's
 *   storage. Without it SecretStorage forgets everything when the page is reloaded;
 * - the end: when the parent goes, in whatever way, this process and its children go too.
 */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { vscodeRoot } from "./paths.ts";
import { workbenchQuery } from "./workbench-url.ts";
import type { WorkbenchTarget } from "./workbench-url.ts";

/** What server.ts sends first. */
export type EntryConfig = {
  /** 0 for any free port. */
  readonly port: number;
  /** The server's half of the key for secrets: 32 bytes as hex digits. */
  readonly secretsKey: string;
  /** Where the short address leads. */
  readonly landing: WorkbenchTarget;
};

/** What comes back, once. */
export type EntryAnswer =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

/** The part of VS Code's server module that is used; it publishes no types. */
type ServerModule = {
  loadCodeWithNls(): Promise<{
    createServer(address: unknown): Promise<{
      handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
      handleUpgrade(request: IncomingMessage, socket: Duplex): void;
      handleServerError(error: Error): void;
      dispose(): void;
    }>;
  }>;
};

process.once("message", (config: EntryConfig) => serve(config));
process.once("disconnect", () => process.kill(-process.pid, "SIGKILL"));

function serve(config: EntryConfig): void {
  const server = createServer();
  server.once("error", (error: NodeJS.ErrnoException) =>
    answer({ kind: "failed", code: error.code ?? "", message: error.message }),
  );
  server.listen(config.port, "127.0.0.1", () => {
    serveWith(server, config).catch((error: unknown) =>
      answer({ kind: "failed", code: "", message: error instanceof Error ? error.message : String(error) }),
    );
  });
}

async function serveWith(server: Server, config: EntryConfig): Promise<void> {
  const secretsKey = Buffer.from(config.secretsKey, "hex");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  const code = await (await loadServer()).createServer(address);
  server.on("upgrade", (request, socket) => code.handleUpgrade(request, socket));
  server.on("error", (error) => code.handleServerError(error));
  server.on("request", (request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`);
    if (request.method === "POST" && url.pathname === "/mint-key") response.end(secretsKey);
    else if (isLanding(url)) redirect(response, url, config.landing);
    else void code.handleRequest(request, response);
  });
  answer({ kind: "listening", port: address.port });
}

/** The environment variable keeps the module from starting a server of its own when it is imported. */
async function loadServer(): Promise<Awaited<ReturnType<ServerModule["loadCodeWithNls"]>>> {
  process.env["CODE_SERVER_PARENT_PID"] = String(process.ppid);
  const file = pathToFileURL(path.join(vscodeRoot, "out/server-main.js")).href;
  const module = (await import(file)) as ServerModule;
  delete process.env["CODE_SERVER_PARENT_PID"];
  return module.loadCodeWithNls();
}

function isLanding(url: URL): boolean {
  const opensSomething = ["folder", "workspace", "ew"].some((name) => url.searchParams.has(name));
  return url.pathname === "/" && !opensSomething;
}

/** Keeps the token in the address: VS Code checks it there and turns it into a cookie. */
function redirect(response: ServerResponse, url: URL, landing: WorkbenchTarget): void {
  const query = workbenchQuery(url.host, landing);
  const token = url.searchParams.get("tkn");
  if (token !== null) query.set("tkn", token);
  response.writeHead(302, { location: `/?${query}` }).end();
}

function answer(message: EntryAnswer): void {
  process.send?.(message);
}
