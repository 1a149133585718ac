import assert from "node:assert/strict";
import { openAiProblem } from "../../../../src/gateway/formats/openai-error.ts";
import { BadRequest, problemOf, type ProblemKind } from "../../../../src/gateway/problem.ts";

describe("an error as OpenAI words it", () => {
  const table: readonly (readonly [kind: ProblemKind, type: string, code: string | null])[] = [
    ["caller-fault", "invalid_request_error", null],
    ["context-too-long", "invalid_request_error", "context_length_exceeded"],
    ["unauthorized", "authentication_error", "invalid_api_key"],
    ["forbidden", "permission_error", null],
    ["model-gone", "not_found_error", "model_not_found"],
    ["quota-exhausted", "insufficient_quota", "insufficient_quota"],
    ["rate-limited", "rate_limit_error", "rate_limit_exceeded"],
    ["overloaded", "service_unavailable_error", "server_is_overloaded"],
    ["server-error", "server_error", null],
    ["bug", "server_error", null],
  ];
  for (const [kind, type, code] of table) {
    it(`is ${type} for ${kind}`, () => {
      assert.deepEqual(openAiProblem(problemOf(kind, "So it is.")), {
        error: { message: "So it is.", type, param: null, code },
      });
    });
  }

  it("names the field that is wrong", () => {
    assert.deepEqual(openAiProblem(new BadRequest("n must be 1.", "n").problem), {
      error: { message: "n must be 1.", type: "invalid_request_error", param: "n", code: null },
    });
  });

  it("has the provider's code where OpenAI has none that clients look for", () => {
    const codeOf = (kind: ProblemKind) => openAiProblem(problemOf(kind, "", { code: "invalid_value" }))["error"];
    assert.deepEqual(codeOf("caller-fault"), {
      message: "",
      type: "invalid_request_error",
      param: null,
      code: "invalid_value",
    });
    assert.deepEqual(codeOf("context-too-long"), {
      message: "",
      type: "invalid_request_error",
      param: null,
      code: "context_length_exceeded",
    });
  });
});
