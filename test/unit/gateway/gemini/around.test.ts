import assert from "node:assert/strict";
import { countAnswer, readCountRequest } from "../../../../src/gateway/formats/gemini/count.ts";
import { geminiFormat } from "../../../../src/gateway/formats/gemini/format.ts";
import { createJsonArrayWriter } from "../../../../src/gateway/formats/gemini/json-array.ts";
import { modelAnswer, modelsAnswer } from "../../../../src/gateway/formats/gemini/models.ts";
import { sseEvent } from "../../../../src/gateway/formats/sse-text.ts";
import { BadRequest, problemOf } from "../../../../src/gateway/problem.ts";
import { readModelsPage } from "../../../../src/providers/gemini/models.ts";
import { askingFor, hello } from "./asking.ts";

describe("a problem in Gemini's words", () => {
  for (const [kind, code, status] of [
    ["caller-fault", 400, "INVALID_ARGUMENT"],
    ["context-too-long", 400, "INVALID_ARGUMENT"],
    ["forbidden", 403, "PERMISSION_DENIED"],
    ["model-gone", 404, "NOT_FOUND"],
    ["too-large", 413, "INVALID_ARGUMENT"],
    ["rate-limited", 429, "RESOURCE_EXHAUSTED"],
    ["bug", 500, "INTERNAL"],
    ["network", 502, "UNAVAILABLE"],
    ["no-route", 503, "UNAVAILABLE"],
    ["timeout", 504, "DEADLINE_EXCEEDED"],
  ] as const) {
    it(`has the status ${status} for ${kind}`, () => {
      assert.deepEqual(geminiFormat.problem(problemOf(kind, "So.")), { error: { code, message: "So.", status } });
    });
  }

  it("says when to try again", () => {
    assert.deepEqual(geminiFormat.problem(problemOf("rate-limited", "So.", { retryAfterMs: 45_800 })), {
      error: {
        code: 429,
        message: "So.",
        status: "RESOURCE_EXHAUSTED",
        details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "45.8s" }],
      },
    });
  });

  it("calls a quota that ran out one of the day, which Gemini CLI does not ask again and again", () => {
    const { error } = geminiFormat.problem(problemOf("quota-exhausted", "So.")) as {
      error: { code: number; details: readonly { "@type": string; violations: readonly { quotaId: string }[] }[] };
    };
    assert.equal(error.code, 429);
    assert.equal(error.details[0]?.["@type"], "type.googleapis.com/google.rpc.QuotaFailure");
    assert.match(error.details[0]?.violations[0]?.quotaId ?? "", /PerDay/);
  });

  it("says which field is wrong", () => {
    assert.deepEqual(geminiFormat.problem(new BadRequest("contents is missing.", "contents").problem), {
      error: {
        code: 400,
        message: "contents is missing.",
        status: "INVALID_ARGUMENT",
        details: [
          {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            fieldViolations: [{ field: "contents", description: "contents is missing." }],
          },
        ],
      },
    });
  });

  it("names a wrong token as a wrong key", () => {
    assert.deepEqual(geminiFormat.problem(problemOf("unauthorized", "So.")), {
      error: {
        code: 401,
        message: "So.",
        status: "UNAUTHENTICATED",
        details: [
          { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID", domain: "googleapis.com" },
        ],
      },
    });
  });
});

describe("counting tokens in Gemini's format", () => {
  it("takes turns alone, or a whole request", () => {
    const whole = { generateContentRequest: { model: "models/alias", ...hello, systemInstruction: "S" } };
    const { model, request } = readCountRequest(whole, askingFor());
    assert.deepEqual([model, request.system], ["gemini-3-pro", "S"]);
    assert.deepEqual(request.verbatim?.body, { ...hello, systemInstruction: "S" });
    assert.deepEqual(readCountRequest(hello, askingFor()).request.verbatim?.body, hello);
  });

  it("answers with the total", () => assert.deepEqual(countAnswer(7), { totalTokens: 7 }));
});

describe("models in Gemini's format", () => {
  it("are read by whoever reads Google's listing", () => {
    const models = [
      { id: "openai/gpt-5", contextWindow: 400_000, maxOutputTokens: 128_000 },
      { id: "switchyard/chat" },
    ];
    assert.deepEqual(readModelsPage(modelsAnswer(models)), {
      models: [
        { id: "openai/gpt-5", name: "openai/gpt-5", contextWindow: 400_000, maxOutputTokens: 128_000 },
        { id: "switchyard/chat", name: "switchyard/chat" },
      ],
      next: undefined,
    });
  });

  it("are told one by one", () => {
    assert.equal(modelAnswer({ id: "a/b" })["name"], "models/a/b");
  });
});

describe("a Gemini answer as one JSON list", () => {
  it("holds every event, and the error that ends them", () => {
    const writer = createJsonArrayWriter();
    const written = [sseEvent('{"a":1}') + sseEvent('{"b":"\\n\\n"}'), "", '{"error":{}}']
      .map((text) => writer.push(text))
      .join("");
    assert.deepEqual(JSON.parse(written + writer.end()), [{ a: 1 }, { b: "\n\n" }, { error: {} }]);
  });

  it("is a list even if nothing came", () => assert.equal(createJsonArrayWriter().end(), "[]"));
});
