import type { Gateway, GatewayPorts } from "./ports.ts";

/** Starts the gateway on 127.0.0.1. @throws an error with the code `EADDRINUSE` where the port is taken */
export async function startGateway(_ports: GatewayPorts, _options: { readonly port: number }): Promise<Gateway> {
  throw new Error("being built");
}
