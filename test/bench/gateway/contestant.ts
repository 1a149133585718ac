/** A way to ask the upstream: at once, or through a gateway. */
export interface Contestant {
  readonly name: string;
  readonly kind: "direct" | "ours" | "peer";
  /** Of its process. */
  readonly pid: number;
  /** Where it takes OpenAI's chats, as the upstream does; undefined where it does not. */
  readonly chat?: Address;
  /** Where it takes Anthropic's messages and translates them; undefined where it does not. */
  readonly messages?: Address;
  readonly stop: () => Promise<void>;
}

/** Where and how it is asked. */
export interface Address {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What it calls the upstream's only model. */
  readonly model: string;
}
