/** What went wrong, in one line of the bench's output. */
export function briefly(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
  return line.slice(0, 200);
}
