import type { DatabaseSync } from "node:sqlite";
import type { Scope, Split } from "../../spec/series.ts";
import type { Origin, RouteName } from "../store/numbers.ts";
import { number } from "../store/cells.ts";
import { decodeOrigin, decodeRoute } from "../store/decode.ts";

/** What the file's numbers of origins and routes stand for. There are few of each. */
export interface KnownNames {
  readonly origins: ReadonlyMap<number, Origin>;
  readonly routes: ReadonlyMap<number, RouteName>;
}

export function knownNames(database: DatabaseSync): KnownNames {
  const origins = database.prepare("SELECT * FROM origins").all();
  const routes = database.prepare("SELECT * FROM routes").all();
  return {
    origins: new Map(origins.map((row) => [number(row, "number"), decodeOrigin(row)])),
    routes: new Map(routes.map((row) => [number(row, "number"), decodeRoute(row)])),
  };
}

/** The numbers of what fits; undefined when everything does. */
export function numbersWhere<T>(
  names: ReadonlyMap<number, T>,
  fits: (name: T) => boolean,
): readonly number[] | undefined {
  const found = numbersOf(names, fits);
  return found.length === names.size ? undefined : found;
}

/** The numbers of what fits. */
export function numbersOf<T>(names: ReadonlyMap<number, T>, fits: (name: T) => boolean): readonly number[] {
  return [...names].flatMap(([key, name]) => (fits(name) ? [key] : []));
}

/** Whether a split or a scope tells attempts apart by where they were made. */
export function isByRoute(split: Split, scope: Scope): boolean {
  const splits = split === "provider" || split === "model" || split === "route" || split === "credential";
  return splits || scope.provider !== undefined || scope.model !== undefined || scope.credential !== undefined;
}

export function originFits(scope: Scope, { task, client, workspace = "", experiment = "" }: Origin): boolean {
  return (
    (scope.task === undefined || scope.task === task) &&
    (scope.client === undefined || scope.client === client) &&
    (scope.workspace === undefined || scope.workspace === workspace) &&
    (scope.experiment === undefined || scope.experiment === experiment)
  );
}

export function routeFits(scope: Scope, { provider, model, credential }: RouteName): boolean {
  return (
    (scope.provider === undefined || scope.provider === provider) &&
    (scope.model === undefined || scope.model === model) &&
    (scope.credential === undefined || scope.credential === credential)
  );
}

/** The name of the part that something belongs to; empty where nothing is named. */
export function partName(split: Split, origin: Origin | undefined, route: RouteName | undefined): string {
  switch (split) {
    case "none":
      return "";
    case "provider":
    case "model":
    case "credential":
      return route?.[split] ?? "";
    case "route":
      return route?.routeId ?? "";
    case "task":
    case "client":
    case "workspace":
    case "experiment":
      return origin?.[split] ?? "";
  }
}
