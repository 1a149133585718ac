import type { Theme } from "../../vscode/workbench.ts";
import colours from "./themes.json" with { type: "json" };

/** What VS Code sets besides colours, with the values of its web build on Linux. */
const fonts = {
  "--vscode-font-family": 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  "--vscode-font-size": "13px",
  "--vscode-font-weight": "normal",
  "--vscode-editor-font-family": '"Droid Sans Mono", monospace',
  "--vscode-editor-font-size": "14px",
};

const bodyClasses: Readonly<Record<Theme, string>> = {
  dark: "vscode-dark",
  light: "vscode-light",
  "high-contrast-dark": "vscode-high-contrast",
  "high-contrast-light": "vscode-high-contrast-light vscode-high-contrast",
};

/** A theme as a webview meets it. Its colours in themes.json were read out of VS Code; one that a theme lacks is missing. */
export function themeOf(theme: Theme): {
  readonly themeClass: string;
  readonly variables: Readonly<Record<string, string>>;
} {
  return { themeClass: bodyClasses[theme], variables: { ...colours[theme], ...fonts } };
}
