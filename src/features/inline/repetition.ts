/**
 * Whether a suggested line is the line that stands below the caret already. Lines of brackets alone are the same only with
 * the same indentation: the closers of two blocks look alike.
 */
export function repeatsBelow(line: string, below: string): boolean {
  const same = hasWord(line) ? line.trim() === below.trim() : line.trimEnd() === below.trimEnd();
  return same && line.trim() !== "";
}

/** Whether a line holds more than brackets and punctuation. */
export function hasWord(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}
