import type { ComponentChildren, FunctionComponent } from "preact";

/** A fenced or indented block of code. */
export interface CodeProps {
  readonly code: string;
  /** As written after the fence, such as `ts`; empty when nothing was. */
  readonly language: string;
  /** More of it may come. */
  readonly growing: boolean;
}

/** A link that may be opened; other links are drawn as their text. */
export interface LinkProps {
  readonly href: string;
  readonly children?: ComponentChildren;
}

/** The parts of an answer that do something, given from outside so that drawing stays a pure function of the text. */
export interface MarkdownParts {
  readonly Code: FunctionComponent<CodeProps>;
  readonly Link: FunctionComponent<LinkProps>;
}
