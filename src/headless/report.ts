/** Tells whoever runs the gateway something, on one line of stderr. Never a key, a token, a prompt or an answer. */
export function report(message: string): void {
  process.stderr.write(`switchyard-gateway: ${message.replaceAll(/\s*\n\s*/g, " | ")}\n`);
}

/** An error that nobody expected, with where it came from. */
export function reportBug(doing: string, error: unknown): void {
  report(`${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** Whoever read what is told may be gone: then it is told to nobody, and is no reason to end. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** Node's own warnings, one line each; not those that SQLite and the like are young. */
export function reportWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => {
    if (name !== "ExperimentalWarning") report(`${name}: ${message}`);
  });
}
