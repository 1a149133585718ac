import { signal, type ReadonlySignal } from "@preact/signals";

/** The theme's colours as a canvas takes them. */
export interface Palette {
  /** For series, in the order in which they are taken; no two alike. */
  readonly series: readonly string[];
  readonly good: string;
  readonly bad: string;
  readonly muted: string;
  readonly text: string;
  readonly lines: string;
  readonly background: string;
  /** A CSS font family. */
  readonly font: string;
  readonly highContrast: boolean;
}

/**
 * VS Code's colours for charts (https://code.visualstudio.com/api/references/theme-color#chart-colors), red last because it
 * also means that something is wrong. A theme may lack some: high contrast ones have no orange.
 */
const hues = ["blue", "yellow", "purple", "green", "orange", "red"] as const;

/** @param variable the value of a CSS variable, empty where there is none. */
export function paletteOf(variable: (name: string) => string, highContrast: boolean): Palette {
  const first = (...names: readonly string[]) => names.map(variable).find((value) => value !== "") ?? "gray";
  const colours = hues.map((hue) => opaque(variable(`--vscode-charts-${hue}`))).filter((value) => value !== "");
  const text = first("--vscode-descriptionForeground", "--vscode-foreground");
  return {
    series: colours.length > 0 ? [...new Set(colours)] : [text],
    good: first("--vscode-charts-green", "--vscode-testing-iconPassed"),
    bad: first("--vscode-charts-red", "--vscode-errorForeground"),
    muted: opaque(first("--vscode-charts-lines", "--vscode-descriptionForeground")),
    text,
    // Borders of high contrast themes are as bright as what is drawn.
    lines: highContrast
      ? first("--vscode-charts-lines", "--vscode-descriptionForeground")
      : first("--vscode-widget-border", "--vscode-panel-border", "--vscode-charts-lines"),
    background: first("--vscode-editor-background"),
    font: first("--vscode-font-family"),
    highContrast,
  };
}

/** Bars that let what is behind them through would mix with it: the default orange is for marks over text. */
function opaque(colour: string): string {
  const parts = /^rgba\(([^,]+),([^,]+),([^,]+),[^)]+\)$/.exec(colour);
  if (parts) return `rgb(${[parts[1], parts[2], parts[3]].map((part) => part?.trim()).join(", ")})`;
  return /^#[\da-f]{8}$/i.test(colour) ? colour.slice(0, 7) : colour;
}

let current: ReadonlySignal<Palette> | undefined;

/** The colours of the page's theme, which change with it. VS Code then changes the body's class and the root's style. */
export function themePalette(): ReadonlySignal<Palette> {
  if (current) return current;
  const read = () => {
    const style = getComputedStyle(document.documentElement);
    const { classList } = document.body;
    return paletteOf(
      (name) => style.getPropertyValue(name).trim(),
      classList.contains("vscode-high-contrast") || classList.contains("vscode-high-contrast-light"),
    );
  };
  const palette = signal(read());
  const observer = new MutationObserver(() => {
    const next = read();
    if (JSON.stringify(next) !== JSON.stringify(palette.peek())) palette.value = next;
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  current = palette;
  return palette;
}
