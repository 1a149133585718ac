import { Agent, request } from "node:http";
import { firstWord, lastWord } from "./answer-words.ts";
import type { Address } from "./contestant.ts";

/** A question that is asked again and again, its bytes made beforehand. */
export interface Question {
  readonly address: Address;
  readonly body: Buffer;
  readonly agent: Agent;
}

const patienceMs = 20_000;

/** About as long as a question with a piece of code. */
const prompt = `Explain what this does and how it could be simpler.\n\n${Array.from({ length: 12 }, (_, line) => `const spline${line} = reticulate(points.slice(${line}, ${line + 4}), { tension: 0.5 });`).join("\n")}`;

/** The same question in OpenAI's chat form, and as Anthropic's messages. */
export function questionFor(address: Address, form: "chat" | "messages", stream: boolean): Question {
  const user = { role: "user", content: prompt };
  const system = "You explain code in plain words.";
  const body =
    form === "chat"
      ? { model: address.model, messages: [{ role: "system", content: system }, user], max_tokens: 256, stream }
      : { model: address.model, system, messages: [user], max_tokens: 256, stream };
  return { address, body: Buffer.from(JSON.stringify(body)), agent: new Agent({ keepAlive: true }) };
}

/** Milliseconds from the question to the first content, and to the answer's end. */
export interface Times {
  readonly first: number;
  readonly whole: number;
}

/** Asks, and reads the answer to its end. @throws where the answer is not the upstream's, from its beginning to its end */
export function ask({ address, body, agent }: Question): Promise<Times> {
  const { port, path, headers } = address;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const sent = request({
      host: "127.0.0.1",
      port,
      path,
      method: "POST",
      agent,
      timeout: patienceMs,
      headers: { "content-type": "application/json", ...headers, "content-length": body.length },
    });
    sent.once("timeout", () => sent.destroy(new Error(`no answer within ${patienceMs} ms`)));
    sent.once("error", reject);
    sent.once("response", (response) => {
      let text = "";
      let first: number | undefined;
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
        if (first === undefined && text.includes(firstWord)) first = performance.now() - start;
      });
      response.once("error", reject);
      response.once("end", () => {
        if (first !== undefined && text.includes(lastWord)) resolve({ first, whole: performance.now() - start });
        else reject(new Error(`status ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.end(body);
  });
}
