import type { Language } from "./language.ts";

/** A piece of code as the scanners see it. */
export interface Source {
  readonly language: Language;
  readonly lines: readonly string[];
  /** The same lines with strings and comments blanked out. */
  readonly masked: readonly string[];
}

/** What a scan found in a piece of code. Lines count from 1. */
export interface Outline {
  readonly language: Language;
  readonly lines: number;
  readonly commentLines: number;
  readonly imports: readonly ImportFound[];
  readonly functions: readonly FunctionFound[];
  readonly types: readonly TypeFound[];
  /** Declared outside of every block. */
  readonly variables: readonly string[];
  /** Called here and defined elsewhere, most called first. */
  readonly callsOut: readonly string[];
  readonly branches: number;
  readonly loops: number;
  readonly remarks: readonly Remark[];
}

export interface ImportFound {
  readonly names: readonly string[];
  readonly from: string;
}

export interface FunctionFound {
  readonly name: string;
  /** As written, such as `attempts = 3`. */
  readonly parameters: readonly string[];
  /** As written, where it is. */
  readonly returns?: string;
  readonly isAsync: boolean;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly branches: number;
  readonly loops: number;
  /** Functions of this code that it calls, itself included. */
  readonly calls: readonly string[];
}

export interface TypeFound {
  readonly kind: string;
  readonly name: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Something a reviewer would point at. */
export interface Remark {
  readonly line: number;
  readonly text: string;
}
