/** What went through this window since it serves. */
export interface Traffic {
  readonly requests: number;
  readonly underWay: number;
}

/** Where the gateway listens, or is to listen. */
export function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
