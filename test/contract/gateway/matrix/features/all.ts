import type { Feature } from "../feature.ts";
import { around } from "./around.ts";
import { conversation } from "./conversation.ts";
import { endings } from "./endings.ts";
import { reasoning } from "./reasoning.ts";
import { settings } from "./settings.ts";
import { toolUse } from "./tools.ts";

/** Every row of the matrix, in its order. */
export const features: readonly Feature[] = [
  ...conversation,
  ...toolUse,
  ...settings,
  ...reasoning,
  ...endings,
  ...around,
];
