import type { Dialect, Provider } from "../../src/spec/provider.ts";

/** A provider row for a test, of an address that nobody has. */
export function testProvider(dialect: Dialect, more: Partial<Provider> = {}): Provider {
  return {
    id: "test",
    name: "Test",
    dialect,
    baseUrl: "http://provider.invalid/v1",
    needsKey: true,
    local: false,
    simulated: false,
    models: [],
    ...more,
  };
}
