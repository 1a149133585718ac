import type { Router } from "../../router/types.ts";
import type { Clock } from "../../spec/clock.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";

/** The user's settings for ghost text. */
export interface InlineSettings {
  readonly enabled: boolean;
  /** The shortest wait after a keystroke, in milliseconds; the typist's own pace can only make it longer. */
  readonly delayMs: number;
  /** VS Code language ids. */
  readonly disabledLanguages: readonly string[];
  /** Globs, as `matchesGlob` reads them. Such files get no ghost text and are not shown to a model as context. */
  readonly excludedFiles: readonly string[];
  readonly maxOutputTokens: number;
  /** `auto`: a block where the syntax begins one, else one line. `never`: always one line. */
  readonly multiline: "auto" | "never";
}

/** What ghost text is doing, for the status item. It never pops up. */
export type InlineStatus =
  | { readonly kind: "idle" }
  /** A model was asked. */
  | { readonly kind: "thinking" }
  /** Not here, or not at all, and why. */
  | { readonly kind: "off"; readonly reason: string }
  /** It works, but nothing came this time, and why. */
  | { readonly kind: "nothing"; readonly reason: string }
  /** The last call failed; said once, and it stands until a call succeeds. */
  | { readonly kind: "failed"; readonly message: string };

/** What ghost text needs of the rest of the extension. */
export interface InlineDeps {
  readonly router: Pick<Router, "call" | "plan">;
  readonly clock: Clock;
  /** Current values for the document with this URI; read at each use. */
  readonly settings: (uri: string) => InlineSettings;
  /** Route pinned for completion, where one is. */
  readonly pinned: () => string | undefined;
  /**
   * Identity of what the router would do (policy and pin). Part of the cache's key, so that text of one model is never
   * shown after a switch to another.
   */
  readonly policyKey: () => string;
  /** Whether a file's text may only go to models on this machine. Nothing stays unless this is given. */
  readonly staysHere?: (path: string) => boolean;
  readonly report: (status: InlineStatus) => void;
  /** Told what became of each suggestion. */
  readonly outcome?: (outcome: EditorOutcome) => void;
}
