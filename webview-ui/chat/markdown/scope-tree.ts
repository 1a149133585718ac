import type { Emitter } from "highlight.js";

/** Highlighted code: text, and stretches of it that have a scope such as `keyword` or `title.function`. */
export type ScopeNode = string | { readonly scope: string; readonly children: readonly ScopeNode[] };

interface OpenScope {
  readonly scope: string;
  readonly children: ScopeNode[];
}

/** Collects what highlight.js finds as a tree instead of as HTML, so that it can be drawn without any HTML in between. */
export class ScopeTree implements Emitter {
  readonly #root: OpenScope = { scope: "", children: [] };
  readonly #open: OpenScope[] = [this.#root];

  get nodes(): readonly ScopeNode[] {
    return this.#root.children;
  }

  startScope(scope: string): void {
    const node = { scope, children: [] };
    this.#top().children.push(node);
    this.#open.push(node);
  }

  endScope(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  /** What highlight.js calls for modes, where it calls `startScope` for keywords; its types do not name it. */
  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  addText(text: string): void {
    if (text !== "") this.#top().children.push(text);
  }

  __addSublanguage(emitter: Emitter, language: string): void {
    if (emitter instanceof ScopeTree)
      this.#top().children.push({ scope: `language:${language}`, children: emitter.nodes });
  }

  finalize(): void {
    this.#open.length = 1;
  }

  /** Asked for by highlight.js although nobody reads it here. */
  toHTML(): string {
    return "";
  }

  #top(): OpenScope {
    return this.#open.at(-1) ?? this.#root;
  }
}
