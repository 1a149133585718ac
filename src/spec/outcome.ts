/** What became of a piece of ghost text in the editor. Times are milliseconds since the Unix epoch. */
export interface EditorOutcome {
  /** `CallRecord.id` of the call that wrote it. */
  readonly callId: string;
  readonly at: number;
  /** Each piece is shown at most once and accepted at most once. */
  readonly kind: "shown" | "accepted";
  /** Characters of the piece at that moment. */
  readonly characters: number;
  /** VS Code's id of the document's language. */
  readonly language: string;
}
