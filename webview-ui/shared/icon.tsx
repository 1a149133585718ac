import "@vscode/codicons/dist/codicon.css";

/** A picture from VS Code's own icon font. It says nothing to a screen reader: what it stands for is said in words beside it. */
export function Icon({ name, spin = false }: { readonly name: string; readonly spin?: boolean }) {
  return <span class={`codicon codicon-${name}${spin ? " codicon-modifier-spin" : ""}`} aria-hidden="true" />;
}
