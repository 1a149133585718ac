import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { decodeTelemetry, withEnvironment } from "../../../src/connections/telemetry.ts";
import { resolveHeaders } from "../../../src/features/telemetry/headers.ts";
import { settings } from "../../../src/manifest/settings.ts";

const problemOf = (value: unknown) => decodeTelemetry(value).problem?.message;
const endpointOf = (endpoint: string) => decodeTelemetry({ endpoint }).telemetry?.endpoint;

describe("switchyard.telemetry", () => {
  it("is off by default, and without an endpoint or anything to send", () => {
    assert.deepEqual(settings.telemetry, { default: {}, where: "machine" });
    for (const value of [
      settings.telemetry.default,
      { traces: true },
      { endpoint: "http://localhost:4318", traces: false, metrics: false },
    ])
      assert.deepEqual(decodeTelemetry(value), {});
  });

  it("sends traces and metrics, and not the folder's name, unless more is said", () => {
    assert.deepEqual(decodeTelemetry({ endpoint: "http://localhost:4318" }), {
      telemetry: {
        endpoint: "http://localhost:4318",
        headers: {},
        secretHeaders: [],
        traces: true,
        metrics: true,
        workspace: false,
        resource: {},
      },
    });
  });

  it("takes https anywhere and http on this machine", () => {
    assert.equal(
      endpointOf("https://cloud.langfuse.com/api/public/otel/"),
      "https://cloud.langfuse.com/api/public/otel",
    );
    assert.equal(endpointOf("http://127.0.0.1:4318/"), "http://127.0.0.1:4318");
    assert.equal(endpointOf("http://[::1]:4318"), "http://[::1]:4318");
    assert.equal(endpointOf("HTTP://LOCALHOST:4318"), "http://localhost:4318");
    for (const elsewhere of [
      "http://collector:4318",
      "http://127.0.0.1.example.com",
      "http://localhost.example.com:4318",
      "grpc://localhost:4317",
      "localhost:4318",
    ])
      assert.match(
        problemOf({ endpoint: elsewhere }) ?? "",
        /^at "endpoint": an endpoint begins with https:\/\//,
        elsewhere,
      );
  });

  it("says in one sentence what is wrong with an endpoint", () => {
    const rows: readonly [unknown, RegExp][] = [
      [4318, /an endpoint is text$/],
      ["", /not an address$/],
      ["https://me:secret@example.com", /keys belong into a header, not into the endpoint$/],
      ["https://example.com?key=secret", /an endpoint has no \? or # in it$/],
      ["http://localhost:4318/v1/traces", /the base address: \/v1\/traces and \/v1\/metrics are added$/],
    ];
    for (const [endpoint, message] of rows) {
      assert.match(problemOf({ endpoint }) ?? "", message);
      assert.doesNotMatch(problemOf({ endpoint }) ?? "", /secret/);
    }
  });

  it("is off while it is malformed, which is reported", () => {
    const endpoint = "http://localhost:4318";
    const rows: readonly [unknown, RegExp][] = [
      [[], /^an object is wanted, not a list$/],
      ["http://localhost:4318", /^an object such as \{ "endpoint": "http:\/\/localhost:4318" \} is wanted$/],
      [{ endpoint, headrs: {} }, /"headrs" is nothing that telemetry has$/],
      [{ endpoint, traces: "yes" }, /^at "traces": traces is true or false$/],
      [{ endpoint, resource: { a: 1 } }, /^at "resource.a": an attribute's value is text$/],
      [{ endpoint, headers: { "a b": "c" } }, /a header's name is made of letters, digits and dashes$/],
      [{ endpoint, headers: { "Content-Type": "x" } }, /this header is set by the request itself$/],
      [{ endpoint, headers: { a: "b\r\nc: d" } }, /^at "headers.a": a header's value is one line of plain characters$/],
      [{ endpoint, headers: { a: "${env:1}" } }, /an environment variable is named as \$\{env:NAME\}$/],
      [{ endpoint, headers: { a: "${NAME}" } }, /an environment variable is named as \$\{env:NAME\}$/],
      [{ endpoint, headers: { A: "1" }, secretHeaders: ["a"] }, /either in headers or in secretHeaders$/],
    ];
    for (const [value, message] of rows) {
      const { telemetry, problem } = decodeTelemetry(value);
      assert.equal(telemetry, undefined);
      assert.equal(problem?.setting, "switchyard.telemetry");
      assert.match(problem.message, message);
    }
  });

  it("never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, endpoint) => {
        decodeTelemetry(value);
        decodeTelemetry({ endpoint });
      }),
    );
  });

  it("is described in package.json with what its decoder takes", async () => {
    const text = await readFile(new URL("../../../package.json", import.meta.url), "utf8");
    const manifest = JSON.parse(text) as {
      contributes: { configuration: { properties: Record<string, { properties: object; scope: string }> } };
    };
    const declared = manifest.contributes.configuration.properties["switchyard.telemetry"];
    const { telemetry } = decodeTelemetry({ endpoint: "http://localhost:4318" });
    assert.deepEqual(Object.keys(declared?.properties ?? {}).toSorted(), Object.keys(telemetry ?? {}).toSorted());
    assert.equal(declared?.scope, "machine");
  });
});

describe("the headers of a collector", () => {
  const sources = (env: Record<string, string>, secrets: Record<string, string> = {}) => ({
    env: (name: string) => env[name],
    secret: (name: string) => Promise.resolve(secrets[name]),
  });

  it("may hold environment variables anywhere in their values", async () => {
    const headers = { authorization: "Basic ${env:AUTH}", "x-tenant": "${env:A}-${env:B}", plain: "as it is" };
    assert.deepEqual(await resolveHeaders({ headers, secretHeaders: [] }, sources({ AUTH: "abc", A: "1", B: "2" })), {
      ok: true,
      headers: { authorization: "Basic abc", "x-tenant": "1-2", plain: "as it is" },
    });
  });

  it("never take what a variable holds for another variable", () => {
    assert.deepEqual(
      withEnvironment("${env:A}", (name) => (name === "A" ? "${env:B}" : "secret")),
      { value: "${env:B}" },
    );
  });

  it("may be among the secrets", async () => {
    const resolved = await resolveHeaders(
      { headers: { a: "1" }, secretHeaders: ["authorization"] },
      sources({}, { authorization: " Basic abc\n" }),
    );
    assert.deepEqual(resolved, { ok: true, headers: { a: "1", authorization: "Basic abc" } });
  });

  it("are missed by name, without any value", async () => {
    const rows: readonly [Parameters<typeof resolveHeaders>[0], string][] = [
      [
        { headers: { other: "hunter2", authorization: "hunter2 ${env:NOPE}" }, secretHeaders: [] },
        "The header authorization wants the environment variable NOPE, which is not set.",
      ],
      [
        { headers: { other: "hunter2" }, secretHeaders: ["authorization"] },
        "The secret header authorization was not entered yet.",
      ],
      [
        { headers: { authorization: "${env:BROKEN}" }, secretHeaders: [] },
        "The header authorization is not one line of plain characters.",
      ],
    ];
    // A secret of blanks alone is none.
    const found = sources({ BROKEN: "hun\r\nter2" }, { authorization: " " });
    for (const [setting, missing] of rows)
      assert.deepEqual(await resolveHeaders(setting, found), { ok: false, missing });
  });
});
