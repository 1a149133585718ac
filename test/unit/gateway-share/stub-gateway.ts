import { createServer } from "node:http";
import { once } from "node:events";
import { proofOf } from "../../../src/gateway/http/guard.ts";
import type { Gateway } from "../../../src/gateway/ports.ts";

/** As much of a gateway as sharing one needs: it has a port, and proves whose it is. */
export async function startStub(port: number, token: () => string): Promise<Gateway> {
  const server = createServer((request, response) => {
    const challenge = new URL(request.url ?? "", "http://gateway").searchParams.get("challenge");
    const proof = challenge === null ? undefined : proofOf(token(), challenge);
    response.end(JSON.stringify({ status: "ok", proof, pid: process.pid }));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    stats: () => ({ startedAt: 0, requests: 0, underWay: 0, clients: [] }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
