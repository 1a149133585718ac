import type { Directory, Router } from "../../router/types.ts";
import { tasks } from "../../spec/task.ts";
import type { GatewayRules } from "../ports.ts";

/** A model that callers may name. */
export interface ListedModel {
  readonly id: string;
  /** Whose it is: a provider's id, or `switchyard`. */
  readonly owner: string;
  readonly contextWindow?: number;
  readonly maxOutputTokens?: number;
}

/**
 * Every name a caller may use: the tasks that lead somewhere, the user's own table, and the models of each provider
 * connected.
 */
export function listNames(
  { models }: GatewayRules,
  directory: Directory,
  router: Pick<Router, "health">,
): readonly ListedModel[] {
  const served = tasks.filter((task) => router.health(task).length > 0);
  const own = [...served.map((task) => `switchyard/${task}`), ...models.map(({ name }) => name)];
  const connected = new Set(directory.credentials().map(({ providerId }) => providerId));
  return [
    ...own.filter((name) => !name.includes("*")).map((id) => ({ id, owner: "switchyard" })),
    ...[...connected].flatMap((providerId) =>
      (directory.provider(providerId)?.models ?? []).map(({ id, contextWindow, maxOutputTokens }) => ({
        id: `${providerId}/${id}`,
        owner: providerId,
        ...(contextWindow !== undefined && { contextWindow }),
        ...(maxOutputTokens !== undefined && { maxOutputTokens }),
      })),
    ),
  ];
}
