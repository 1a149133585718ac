import type { Directory } from "../../src/router/types.ts";
import type { Provider } from "../../src/spec/provider.ts";

const acme: Provider = {
  id: "acme",
  name: "Acme",
  dialect: "openai-chat",
  baseUrl: "https://acme.example/v1",
  needsKey: true,
  local: false,
  simulated: false,
  models: [],
};

/** One provider, Acme, with one key called work. */
export const testDirectory: Directory = {
  credentials: () => [{ id: "c1", providerId: "acme", label: "work", hasKey: true }],
  provider: (id) => (id === "acme" ? acme : undefined),
  model: () => undefined,
};
