import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenerativeAI, type GenerativeModel } from "@google/generative-ai";
import OpenAI from "openai";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/simulator.ts";

/** Speed without any delay, for tests that do not look at time. */
export const AT_ONCE = { firstTokenMs: 0, tokensPerSecond: 0 };

/** Starts a simulator for the tests of one `describe`, clears faults after each and stops it after the last. */
export function useSimulator(options: SimulatorOptions = { speed: AT_ONCE }): () => Simulator {
  let simulator: Simulator | undefined;
  before(async () => {
    simulator = await startSimulator(options);
  });
  afterEach(() => {
    for (const { id } of running().providers) running().setFault(id, undefined);
  });
  after(() => running().stop());
  const running = (): Simulator => {
    assert.ok(simulator, "the simulator is started before the first test");
    return simulator;
  };
  return running;
}

export function baseUrlOf(simulator: Simulator, providerId: string): string {
  const provider = simulator.providers.find(({ id }) => id === providerId);
  assert.ok(provider, providerId);
  return provider.baseUrl;
}

/** OpenAI's SDK for a simulated provider in OpenAI's format. */
export function openAiSdk(simulator: Simulator, providerId = "sim-openai"): OpenAI {
  return new OpenAI({ apiKey: "none", baseURL: baseUrlOf(simulator, providerId), maxRetries: 0, logLevel: "off" });
}

/** Anthropic's SDK, which adds the version segment itself. */
export function anthropicSdk(simulator: Simulator): Anthropic {
  const baseURL = baseUrlOf(simulator, "sim-anthropic").replace(/\/v1$/, "");
  return new Anthropic({ apiKey: "none", baseURL, maxRetries: 0, logLevel: "off" });
}

/** A model of Gemini's SDK, which adds the version segment itself. */
export function geminiSdk(simulator: Simulator, model = "sim-gemini-large"): GenerativeModel {
  const baseUrl = baseUrlOf(simulator, "sim-gemini").replace(/\/v1beta$/, "");
  return new GoogleGenerativeAI("none").getGenerativeModel({ model }, { baseUrl });
}

/** Waits for what the simulator notices on its own, such as a client that left. */
export async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 2));
}
