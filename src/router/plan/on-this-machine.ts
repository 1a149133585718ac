import type { Directory } from "../types.ts";

/** Whether the provider is reached without the internet, so that it says nothing about the connection. */
export function isOnThisMachine(directory: Directory, providerId: string): boolean {
  const provider = directory.provider(providerId);
  return provider !== undefined && (provider.local || provider.simulated);
}
