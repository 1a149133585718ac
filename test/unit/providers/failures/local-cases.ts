import type { FailureCase } from "../../../support/failure-table.ts";
import { openaiError } from "../../../support/failure-table.ts";

/** Errors of servers on the user's own machine: Ollama, LM Studio, llama.cpp, vLLM. */
export const LOCAL_CASES: readonly FailureCase[] = [
  {
    of: "Ollama's full queue",
    status: 503,
    body: { error: "server busy, please try again.  maximum pending requests exceeded" },
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "Ollama's model that does not fit into memory",
    status: 500,
    body: openaiError("model requires more system memory (5.3 GiB) than is available (3.3 GiB)", "api_error"),
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "Ollama's model without tools",
    status: 400,
    body: openaiError("registry.ollama.ai/library/llama3:latest does not support tools", "api_error"),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "Ollama's session limit in the cloud",
    status: 429,
    body: { error: "you (alice) have reached your session usage limit, please wait or upgrade to continue" },
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "LM Studio's full context, the error as a text",
    status: 400,
    body: {
      error:
        "Trying to keep the first 14538 tokens when context the overflows. However, the model is loaded with context length of only 2048 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input",
    },
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "LM Studio without a model",
    status: 404,
    body: openaiError(
      "No models loaded. Please load a model in the developer page or use the `lms load` command.",
      "invalid_request_error",
      "model_not_found",
      "model",
    ),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "LM Studio whose model was just unloaded",
    status: 400,
    body: { error: "Model is unloaded." },
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "LM Studio whose model crashed",
    status: 400,
    body: { error: "The model has crashed without additional information. (Exit code: 6)" },
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "llama.cpp's full context, as a 500",
    status: 500,
    body: openaiError("Context size has been exceeded.", "server_error", 500),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "llama.cpp's full context within the stream",
    body: {
      code: 400,
      message: "request (4390 tokens) exceeds the available context size (4096 tokens), try increasing it",
      type: "exceed_context_size_error",
      n_prompt_tokens: 4390,
      n_ctx: 4096,
    },
    is: { class: "context-too-long", scope: "none", code: "exceed_context_size_error" },
  },
  {
    of: "llama.cpp without templates for tools, as a 500",
    status: 500,
    body: openaiError("tools param requires --jinja flag", "server_error", 500),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "llama.cpp without a projector for pictures, as a 500",
    status: 500,
    body: openaiError(
      "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
      "server_error",
      500,
    ),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "llama.cpp's wrong key",
    status: 401,
    body: openaiError("Invalid API Key", "authentication_error", 401),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "vLLM's prompt that leaves no room for an answer",
    status: 400,
    body: {
      object: "error",
      message: "max_tokens must be at least 1, got -186.",
      type: "BadRequestError",
      param: null,
      code: 400,
    },
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "vLLM's prompt that does not fit",
    status: 400,
    body: {
      error: {
        message:
          "This model's maximum context length is 2048 tokens. However, your request has 8 input tokens plus 2045 'max_tokens'. Please reduce one or the other. (parameter=input_tokens, max_tokens, value=(8, 2045))",
        type: "BadRequestError",
        param: "input_tokens, max_tokens",
        code: 400,
      },
    },
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "vLLM started without tools",
    status: 400,
    body: openaiError(
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      "BadRequestError",
      400,
    ),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "vLLM's wrong key",
    status: 401,
    body: { error: "Unauthorized" },
    is: { class: "credential-invalid", scope: "credential", message: "Unauthorized" },
  },
];
