/** How this window stands to the gateway that all windows share; what gateway/ports.ts calls its state. */
export type Standing =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "serving"; readonly url: string }
  | { readonly kind: "following"; readonly url: string }
  | { readonly kind: "blocked"; readonly port: number; readonly message: string };

/** What went through this window since it serves. */
export interface Traffic {
  readonly requests: number;
  readonly underWay: number;
}

/** Where the gateway listens, or is to listen. */
export function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
