/** What is answered to a call. Plain data, as all of this. */
export interface StagedCall<A = unknown, V = unknown> {
  /** The first of these whose `when` is found in the argument; what `when` does not name may be anything. */
  readonly cases?: readonly { readonly when: Partial<A>; readonly value: V }[];
  /** Otherwise. */
  readonly value?: V;
  /** It is refused with this sentence. */
  readonly refused?: string;
  /** It is never answered. */
  readonly pending?: true;
}

/** What the fake host is given when a page opens. Plain data: it is handed over to the browser. */
export interface Staging {
  /** Answers the page's `ready` call. */
  readonly state: unknown;
  /** Answers other calls, by their names. */
  readonly answers: Readonly<Record<string, StagedCall>>;
  /** What the page kept when it was hidden. */
  readonly memory: unknown;
  /** The theme's class on the body and its variables, as VS Code sets them. */
  readonly themeClass: string;
  /** The variable of the colour behind the page: it is transparent, and lies in the side bar or in an editor. */
  readonly ground: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** What a check reads back from a page. */
export interface PreviewWindow {
  /** Names and arguments of the calls that the page made, in order. */
  calls: { readonly name: string; readonly argument: unknown }[];
  /** What the page broke of its content security policy. */
  violations: string[];
}

/**
 * Runs in the browser, before the page's own script: stands in for VS Code's side of a webview. It answers `ready` with the
 * staged state, and every other call with what is staged for it or null. Nothing outside this function is in reach of it.
 */
export function fakeHost({ state, answers, memory, themeClass, ground, variables }: Staging): void {
  const seen: PreviewWindow = { calls: [], violations: [] };
  let kept = memory;
  const contains = (argument: unknown, when: unknown): boolean =>
    typeof when === "object" && when !== null && typeof argument === "object" && argument !== null
      ? Object.entries(when).every(([name, part]) => contains(Reflect.get(argument, name), part))
      : argument === when;
  const answerTo = (id: number, name: string, argument: unknown): void => {
    const staged = answers[name] ?? {};
    if (staged.pending) return;
    if (staged.refused !== undefined) return window.postMessage({ kind: "refusal", id, message: staged.refused });
    const found = staged.cases?.find(({ when }) => contains(argument, when)) ?? staged;
    window.postMessage({ kind: "answer", id, value: found.value ?? (/^(ready|start)$/.test(name) ? state : null) });
  };
  const acquireVsCodeApi = () => ({
    getState: () => kept,
    setState: (next: unknown) => void (kept = next),
    postMessage({ id, name, argument }: { id: number; name: string; argument: unknown }) {
      seen.calls.push({ name, argument });
      answerTo(id, name, argument);
    },
  });
  Object.assign(window, { acquireVsCodeApi, seen });
  document.addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
  // VS Code's own rules for every webview, which the page's rules have to stand on.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer vscode-default {
    body { margin: 0; padding: 0 20px; background: transparent; color: var(--vscode-editor-foreground);
      font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); }
    a, a code { color: var(--vscode-textLink-foreground); }
    code { font-family: monospace; color: var(--vscode-textPreformat-foreground);
      background: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
    pre code { padding: 0; }
  }
  html { background: var(${ground}); }`);
  document.adoptedStyleSheets = [sheet];
  document.addEventListener("DOMContentLoaded", () => {
    document.body.className = themeClass;
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
  });
}
