import type { ModelInfo, Provider } from "../spec/provider.ts";
import type { Speed } from "./speed.ts";

/** The wire format a simulated server speaks: how its requests are read and its answers written. */
type FormatName = "openai" | "anthropic" | "gemini";

/** A simulated provider before it has a port. */
export interface SimulatedProvider extends Omit<Provider, "baseUrl"> {
  readonly format: FormatName;
  /** The version segment of its base URL. */
  readonly basePath: string;
  readonly speed: Speed;
}

/** Named for their provider, so that an answer tells which of them wrote it. */
function chatModels(vendor: string): readonly ModelInfo[] {
  const large = { contextWindow: 128_000, maxOutputTokens: 16_384 };
  const small = { contextWindow: 16_000, maxOutputTokens: 4096 };
  return [
    { id: `sim-${vendor.toLowerCase()}-large`, name: `Simulated ${vendor} Large`, ...large, suits: ["chat"] },
    { id: `sim-${vendor.toLowerCase()}-small`, name: `Simulated ${vendor} Small`, ...small, suits: ["chat"] },
  ];
}

const fillModels: readonly ModelInfo[] = [
  {
    id: "sim-fill",
    name: "Simulated Fill",
    contextWindow: 32_000,
    maxOutputTokens: 4096,
    suits: ["completion", "chat"],
  },
];

const common = { needsKey: false, local: true, simulated: true } as const;

/** The four simulated providers. Their speeds differ a little, so that a comparison shows something. */
export const simulatedProviders: readonly SimulatedProvider[] = [
  {
    ...common,
    id: "sim-openai",
    name: "Simulated OpenAI",
    dialect: "openai-chat",
    format: "openai",
    basePath: "/v1",
    models: chatModels("OpenAI"),
    speed: { firstTokenMs: 260, tokensPerSecond: 90 },
  },
  {
    ...common,
    id: "sim-anthropic",
    name: "Simulated Anthropic",
    dialect: "anthropic-messages",
    format: "anthropic",
    basePath: "/v1",
    models: chatModels("Anthropic"),
    speed: { firstTokenMs: 340, tokensPerSecond: 75 },
  },
  {
    ...common,
    id: "sim-gemini",
    name: "Simulated Gemini",
    dialect: "gemini",
    format: "gemini",
    basePath: "/v1beta",
    models: chatModels("Gemini"),
    speed: { firstTokenMs: 200, tokensPerSecond: 140 },
  },
  {
    ...common,
    id: "sim-fim",
    name: "Simulated FIM",
    dialect: "openai-chat",
    format: "openai",
    basePath: "/v1",
    fill: { style: "mistral-fim", models: ["sim-fill"] },
    models: fillModels,
    speed: { firstTokenMs: 90, tokensPerSecond: 200 },
  },
];
