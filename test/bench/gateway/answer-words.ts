/** What the upstream says, a chunk each. */
export const answerWords: readonly string[] = [
  "Reticulated ",
  "splines ",
  "are ",
  "best ",
  "kept ",
  "in ",
  "a ",
  "cool ",
  "dry ",
  "cupboard.",
];

/** Seen in whatever wire form once the first content came, and in nothing before it. */
export const firstWord = "Reticulated";
/** Likewise of the end. */
export const lastWord = "cupboard.";
