import { h } from "preact";
import type { ComponentChild } from "preact";

/** Formatting that models write as HTML, for want of markdown for it. Everything else is shown as it is written. */
const allowed = new Set(["b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "kbd", "mark", "small", "code"]);

interface Level {
  readonly tag: string;
  /** The opening tag as written, for when its closing one never comes. */
  readonly raw: string;
  readonly children: ComponentChild[];
}

/**
 * Builds a line of nodes in which a few HTML tags count. Tags count without attributes only; a tag that does not count, or has
 * no counterpart, is text, so nothing that a model wrote (`Array<string>`) is lost and nothing it wrote is ever parsed as HTML.
 */
export class InlineBuilder {
  readonly #levels: Level[] = [{ tag: "", raw: "", children: [] }];

  add(node: ComponentChild): void {
    this.#levels.at(-1)?.children.push(node);
  }

  addTag(raw: string): void {
    const [, closing, name = ""] = /^<(\/?)([a-z]+)\s*\/?>$/i.exec(raw) ?? [];
    const tag = name.toLowerCase();
    if (tag === "br") this.add(h("br", null));
    else if (!allowed.has(tag)) this.add(raw);
    else if (closing === "") this.#levels.push({ tag, raw, children: [] });
    else this.#close(tag, raw);
  }

  /** Ends the line. Tags left open become text. */
  finish(): ComponentChild[] {
    while (this.#levels.length > 1) this.#spill();
    return this.#levels[0]?.children ?? [];
  }

  #close(tag: string, raw: string): void {
    if (!this.#levels.some((level) => level.tag === tag)) return this.add(raw);
    while (this.#levels.at(-1)?.tag !== tag) this.#spill();
    const level = this.#levels.pop();
    if (level !== undefined) this.add(h(level.tag, null, ...level.children));
  }

  /** Turns the innermost open tag back into the text that it was. */
  #spill(): void {
    const level = this.#levels.pop();
    if (level !== undefined) this.#levels.at(-1)?.children.push(level.raw, ...level.children);
  }
}
