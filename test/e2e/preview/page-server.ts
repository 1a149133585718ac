import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { builtPages } from "./build.ts";
import { pageHtml } from "./page-html.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

const pages = ["chat", "usage", "dashboard"] as const;

/** Serves the pages as `/chat`, `/usage` and `/dashboard` on this machine. */
export async function servePages(): Promise<{ readonly origin: string; readonly close: () => void }> {
  let origin = "";
  const server = createServer((request, response) => {
    void respond(new URL(request.url ?? "/", origin).pathname, origin).then(({ type, body }) => {
      response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  origin = `http://127.0.0.1:${address.port}`;
  return { origin, close: () => void server.close() };
}

async function respond(
  pathname: string,
  origin: string,
): Promise<{ readonly type: string; readonly body?: string | Buffer }> {
  const page = pages.find((name) => pathname === `/${name}`);
  if (page !== undefined) return { type: "text/html", body: await pageHtml(page, origin) };
  const type = types[path.extname(pathname)];
  const file = path.join(builtPages, path.normalize(pathname));
  const body = type === undefined ? undefined : await readFile(file).catch(() => undefined);
  return { type: type ?? "text/plain", ...(body !== undefined && { body }) };
}
