import { mapFailure as mapAnthropic } from "../../../../src/providers/anthropic-messages/map-failure.ts";
import { mapFailure as mapGemini } from "../../../../src/providers/gemini/map-failure.ts";
import type { ErrorReport } from "../../../../src/providers/http/error-report.ts";
import type { FailureContext } from "../../../../src/providers/http/to-failure.ts";
import { mapFailure as mapOpenai } from "../../../../src/providers/openai-chat/map-failure.ts";
import type { Failure } from "../../../../src/spec/failure.ts";
import type { Provider } from "../../../../src/spec/provider.ts";
import type { ModelRequest } from "../../../../src/spec/request.ts";
import { events, named } from "../../../support/failure-streams.ts";
import type { StreamCase } from "../../../support/failure-streams.ts";
import type { FailureCase } from "../../../support/failure-table.ts";
import { testProvider } from "../../../support/test-providers.ts";
import { ANTHROPIC_CASES } from "./anthropic-cases.ts";
import { ANTHROPIC_STREAMS } from "./anthropic-streams.ts";
import { AZURE_CASES } from "./azure-cases.ts";
import { COMPATIBLE_CASES } from "./compatible-cases.ts";
import { FIM_CASES } from "./fim-cases.ts";
import { FIM_STREAMS } from "./fim-streams.ts";
import { GATEWAY_CASES } from "./gateway-cases.ts";
import { GEMINI_CASES } from "./gemini-cases.ts";
import { GEMINI_STREAMS } from "./gemini-streams.ts";
import { HOST_CASES } from "./host-cases.ts";
import { LOCAL_CASES } from "./local-cases.ts";
import { OPENAI_CASES } from "./openai-cases.ts";
import { OPENAI_STREAMS } from "./openai-streams.ts";
import { ROUTER_CASES } from "./router-cases.ts";
import { VENDOR_CASES } from "./vendor-cases.ts";

/** A wire format with all that is known to go wrong in it. */
export interface DialectCases {
  readonly name: string;
  readonly provider: Provider;
  readonly request: ModelRequest;
  readonly mapFailure: (report: ErrorReport, context: FailureContext) => Failure;
  /** Errors by themselves. */
  readonly reports: readonly FailureCase[];
  /** Whole answers, good statuses and broken connections. */
  readonly streams: readonly StreamCase[];
  /** An error as it comes within a stream. */
  readonly inBand: (body: unknown) => string;
}

const CHAT: ModelRequest = { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: "Hello?" }] }] };
const FILL: ModelRequest = { kind: "fill", prefix: "a", suffix: "b", language: "c", path: "d.c", maxOutputTokens: 16 };

/** One row a wire format. The calls that fill a gap have servers, and so errors, of their own. */
export const DIALECTS: readonly DialectCases[] = [
  {
    name: "openai-chat",
    provider: testProvider("openai-chat"),
    request: CHAT,
    mapFailure: mapOpenai,
    reports: [
      ...OPENAI_CASES,
      ...AZURE_CASES,
      ...COMPATIBLE_CASES,
      ...VENDOR_CASES,
      ...HOST_CASES,
      ...LOCAL_CASES,
      ...GATEWAY_CASES,
      ...ROUTER_CASES,
    ],
    streams: OPENAI_STREAMS,
    inBand: (error) => events({ error }),
  },
  {
    name: "anthropic-messages",
    provider: testProvider("anthropic-messages"),
    request: CHAT,
    mapFailure: mapAnthropic,
    reports: ANTHROPIC_CASES,
    streams: ANTHROPIC_STREAMS,
    inBand: (body) => named("error", body),
  },
  {
    name: "gemini",
    provider: testProvider("gemini", { baseUrl: "http://provider.invalid/v1beta" }),
    request: CHAT,
    mapFailure: mapGemini,
    reports: GEMINI_CASES,
    streams: GEMINI_STREAMS,
    inBand: (body) => events(body),
  },
  {
    name: "fim",
    provider: testProvider("openai-chat", { fill: { style: "mistral-fim", models: ["some"] } }),
    request: FILL,
    mapFailure: mapOpenai,
    reports: FIM_CASES,
    streams: FIM_STREAMS,
    inBand: (error) => events({ error }),
  },
];
