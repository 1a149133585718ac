import type { Provider } from "../../spec/provider.ts";

/** Servers of open models on this machine, at their usual ports. What they have is only known from their listings. */
export const LOCAL: readonly Provider[] = [
  {
    id: "ollama",
    name: "Ollama",
    dialect: "openai-chat",
    baseUrl: "http://127.0.0.1:11434/v1",
    needsKey: false,
    local: true,
    simulated: false,
    // Models whose Ollama template has a place for the suffix; of others it says "does not support insert".
    fill: {
      style: "prompt-suffix",
      models: ["qwen2.5-coder", "deepseek-coder", "codellama", "starcoder", "codegemma", "codestral", "granite-code"],
    },
    models: [],
  },
  {
    id: "lmstudio",
    name: "LM Studio",
    dialect: "openai-chat",
    baseUrl: "http://127.0.0.1:1234/v1",
    needsKey: false,
    local: true,
    simulated: false,
    models: [],
  },
  {
    id: "llamacpp",
    name: "llama.cpp",
    dialect: "openai-chat",
    baseUrl: "http://127.0.0.1:8080/v1",
    needsKey: false,
    local: true,
    simulated: false,
    models: [],
  },
  {
    id: "vllm",
    name: "vLLM",
    dialect: "openai-chat",
    baseUrl: "http://127.0.0.1:8000/v1",
    needsKey: false,
    local: true,
    simulated: false,
    models: [],
  },
];
