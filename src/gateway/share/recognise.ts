import { randomBytes } from "node:crypto";
import { get } from "node:http";
import { proofOf } from "../http/guard.ts";
import { asRecord } from "../json.ts";

/**
 * Who listens at a port.
 * - `ours`: a gateway of the same user, with the same token
 * - `nobody`: nothing answers there any more
 * - `stranger`: something else, or something that says nothing in time
 */
export type Occupant = "ours" | "nobody" | "stranger";

/** Loopback answers in a millisecond; a process that is being debugged, or starved, does not. */
const withinMs = 1_500;
/** Our own answer is some hundred bytes. */
const mostBytes = 4_096;

/** Asks whoever listens at a port of this machine to prove that it is this user's gateway. The token is not sent. */
export async function recognise(port: number, token: string, signal: AbortSignal): Promise<Occupant> {
  const challenge = randomBytes(18).toString("base64url");
  try {
    const said = await ask(port, challenge, AbortSignal.any([signal, AbortSignal.timeout(withinMs)]));
    return asRecord(JSON.parse(said))?.["proof"] === proofOf(token, challenge) ? "ours" : "stranger";
  } catch (error) {
    const code = asRecord(error)?.["code"];
    return code === "ECONNREFUSED" || code === "ECONNRESET" ? "nobody" : "stranger";
  }
}

function ask(port: number, challenge: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const path = `/health?challenge=${challenge}`;
    // No agent: a connection that is kept would outlive the gateway that it leads to.
    const request = get({ host: "127.0.0.1", port, path, agent: false, signal }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        body += text;
        if (body.length > mostBytes) request.destroy(new Error("This is no gateway's answer."));
      });
      response.on("end", () => resolve(body));
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}
