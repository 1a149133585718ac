import assert from "node:assert/strict";
import { record } from "./matrix/reading.ts";
import { anthropicMessages } from "./matrix/upstreams/anthropic-messages.ts";
import { gemini } from "./matrix/upstreams/gemini.ts";
import { openAiChat } from "./matrix/upstreams/openai-chat.ts";
import { openAiResponses } from "./matrix/upstreams/openai-responses.ts";
import { upstreams, type Upstream } from "./matrix/upstreams/stand-in.ts";
import type { Answer, Call, Got, Tool } from "./matrix/words.ts";
import { startGatewayStand, standToken, type GatewayStand, type StandOptions } from "../../support/gateway-stand.ts";
import {
  callsIn,
  functionsOf,
  propertiesOf,
  recordedTools,
  type RecordedRequest,
} from "../../support/gateway-tools.ts";
import { readBody, startServer, type LoopbackServer } from "../../support/loopback-server.ts";

const FORMATS = [openAiChat, openAiResponses, anthropicMessages, gemini];

/** What the model asks each tool to do. The id is one that the session had before, as some servers have it. */
const CALLS: Readonly<Record<string, Call>> = {
  "claude-code": { id: "call_1", name: "Write", args: { file_path: "/project/a.txt", content: "ä\n" } },
  codex: { id: "call_1", name: "exec_command", args: { cmd: "printf 'ä\\n' > a.txt" } },
  continue: { id: "call_1", name: "Write", args: { filepath: "/project/a.txt", content: "ä\n" } },
  "gemini-cli": { id: "call_1", name: "write_file", args: { file_path: "/project/a.txt", content: "ä\n" } },
  opencode: { id: "call_1", name: "write", args: { filePath: "/project/a.txt", content: "ä\n" } },
};

/** Tools whose `user-agent` names no product, so that their key alone says who they are. */
const NAMELESS: ReadonlySet<string> = new Set(["continue"]);

describe("command-line tools, by what they were seen to ask", () => {
  let provider: LoopbackServer;
  let reply: Answer;
  /** What arrived in another format than the tool's own. */
  let got: Got[];
  /** What arrived as the tool had written it. */
  let passed: unknown[];
  let wrong: unknown[];
  let asked: RecordedRequest;

  before(async () => {
    provider = await startServer(async (request, response) => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://upstream");
      const body = record(JSON.parse(await readBody(request)), "the body");
      const format = FORMATS.find((one) => one.path.test(path));
      assert.ok(format, path);
      try {
        if (format.format === asked.format) passed.push(body);
        else got.push(format.read({ path, query, headers: request.headers, body }));
      } catch (error) {
        wrong.push(error);
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(format.events(reply, "m").join(""));
    });
  });
  after(() => provider.stop());
  beforeEach(() => {
    got = [];
    passed = [];
    wrong = [];
  });

  const start = (options: Partial<StandOptions>): Promise<GatewayStand> =>
    startGatewayStand({ providers: upstreams.map((one) => one.provider(provider.url)), ...options });
  const startOver = ({ name, model }: Upstream): Promise<GatewayStand> =>
    start({ rules: { models: [{ name: "switchyard/chat*", chain: [`${name}/${model}`] }] } });

  async function ask(stand: GatewayStand, request: RecordedRequest, answer: Answer): Promise<string> {
    asked = request;
    reply = answer;
    const response = await fetch(stand.url + request.path, {
      method: "POST",
      headers: { ...request.headers, authorization: `Bearer ${standToken}`, "content-type": "application/json" },
      body: JSON.stringify(request.body),
    });
    const stream = await response.text();
    assert.deepEqual(wrong, []);
    assert.equal(response.status, 200, stream);
    return stream;
  }

  for (const { client, version, session, side } of recordedTools()) {
    describe(`${client} ${version}`, () => {
      for (const upstream of upstreams) {
        it(`hands over its tools and their results to ${upstream.name}, and is given a call`, async () => {
          const call = CALLS[client];
          assert.ok(call);
          const stand = await startOver(upstream);
          try {
            const content = [{ reasoning: "I think.", proof: "cHJvb2Y=" }, { text: "I do it." }, { call }];
            const stream = await ask(stand, session, { content, finish: "calls", usage });
            const [came, ...more] = callsIn(session.format, stream);
            assert.deepEqual([came?.name, came?.args, more], [call.name, call.args, []]);
            if (got[0]) assert.notEqual(came?.id, call.id, "two calls of the conversation have one id");
            assertArrived(session, got, passed);
            assert.equal(stand.calls.at(-1)?.client, NAMELESS.has(client) ? "gateway" : client);
            assert.deepEqual(stand.bugs, []);
          } finally {
            await stand.close();
          }
        });

        if (side)
          it(`is given a title by ${upstream.name}`, async () => {
            const stand = await startOver(upstream);
            try {
              const stream = await ask(stand, side, { content: [{ text: "One" }], finish: "stop", usage });
              assert.match(stream, /"One"/);
            } finally {
              await stand.close();
            }
          });
      }

      if (side)
        it("goes on with the first model of the chain, though another gave its title", async () => {
          const cheap = { name: "switchyard/chat:cheapest", chain: ["gemini/gemini-3.8-flash"] };
          const stand = await start({ rules: { models: [cheap] } });
          try {
            for (const request of [side, session])
              await ask(stand, request, { content: [{ text: "One" }], finish: "stop", usage });
            const [first] = upstreams;
            assert.deepEqual(
              stand.calls.map(({ routeId }) => routeId),
              ["gemini/gemini-3.8-flash", `${first?.name}/${first?.model}`],
            );
          } finally {
            await stand.close();
          }
        });
    });
  }
});

const usage = { input: 100, cached: 20, output: 30, reasoning: 10 };

/** Fails unless the session's functions, calls and results are at the provider, whichever way they came. */
function assertArrived(session: RecordedRequest, got: readonly Got[], passed: readonly unknown[]): void {
  const offered = functionsOf(session);
  assert.ok(offered.size >= 3);
  const [there] = got;
  if (!there) {
    assert.equal(passed.length, 1);
    const body = record(passed[0], "the body");
    for (const field of ["tools", "messages", "contents"])
      assert.deepEqual(unsigned(body[field]), unsigned(session.body[field]), field);
    return;
  }
  for (const [name, properties] of offered) {
    const tool: Tool | undefined = there.tools.find((one) => one.name === name);
    assert.deepEqual(tool && propertiesOf(tool.parameters), properties, name);
  }
  const kinds = there.lines.map((line) => /^(?:call|result|user|system)/.exec(line)?.[0]);
  assert.equal(kinds.filter((kind) => kind === "call").length, 2, there.raw);
  assert.equal(kinds.filter((kind) => kind === "result").length, 2, there.raw);
  assert.ok(
    there.lines.some((line) => line.includes("Write note.txt with one line, read it")),
    there.raw,
  );
}

/** Without the signatures that the gateway made for want of the provider's, and that it exchanges again. */
function unsigned(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, inner: unknown) => (key === "thoughtSignature" ? undefined : inner)),
  );
}
