import type { Directory } from "../../router/types.ts";
import { drillCode } from "../../spec/failure.ts";
import type { HealthEvent, HealthScope } from "../../spec/health.ts";

/** What a breaker guards, for a person. Credentials are stored under ids that mean nothing to one. */
export function targetName(directory: Directory, { scope, key }: HealthScope): string {
  if (scope === "provider") return directory.provider(key)?.name ?? key;
  if (scope === "model") return key;
  const credential = directory.credentials().find(({ id }) => key === id || key.startsWith(`${id}/`));
  if (!credential) return "a removed key";
  const owner = directory.provider(credential.providerId)?.name ?? credential.providerId;
  const model = key.slice(credential.id.length + 1);
  return model ? `${owner}, ${model}` : `${owner}, key "${credential.label}"`;
}

/** Whether a fire drill did it or undid it. */
export function isDrillMove({ failure }: Pick<HealthEvent, "failure">): boolean {
  return failure?.code === drillCode;
}

/** Says so where it was a fire drill's doing; the move that ends one says it itself. */
export function causeOf(event: Pick<HealthEvent, "cause" | "failure">): string {
  return isDrillMove(event) && !event.cause.includes("fire drill") ? `fire drill: ${event.cause}` : event.cause;
}
