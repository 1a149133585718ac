import type { Route } from "../../spec/provider.ts";
import { KeyLimits } from "./key-limits.ts";

/** So many keys with so many models are remembered: more than a person uses, and a gateway's clients may name any. */
const mostEntries = 200;

/** What limits belong to: a model under a credential. */
export type KeyedModel = Pick<Route, "credential" | "model">;

/** `KeyLimits` by credential and model. Two levels, so that looking up makes no string; never more than a fixed number. */
export class KeyTable {
  readonly #byCredential = new Map<string, Map<string, KeyLimits>>();
  #size = 0;

  find({ credential, model }: KeyedModel): KeyLimits | undefined {
    return this.#byCredential.get(credential)?.get(model);
  }

  /** What is there, or a new entry. */
  of(key: KeyedModel, now: number): KeyLimits {
    const found = this.find(key);
    if (found) return found;
    if (this.#size >= mostEntries) this.#tidy(now);
    const made = new KeyLimits();
    const models = this.#byCredential.get(key.credential) ?? new Map<string, KeyLimits>();
    this.#byCredential.set(key.credential, models.set(key.model, made));
    this.#size += 1;
    return made;
  }

  forget({ credential, model }: KeyedModel): void {
    const models = this.#byCredential.get(credential);
    if (!models?.delete(model)) return;
    this.#size -= 1;
    if (models.size === 0) this.#byCredential.delete(credential);
  }

  forgetCredential(credential: string): void {
    this.#size -= this.#byCredential.get(credential)?.size ?? 0;
    this.#byCredential.delete(credential);
  }

  /** Forgets what is idle, and where nothing is, the one that was not used for the longest time. */
  #tidy(now: number): void {
    let oldest: { readonly key: KeyedModel; readonly usedAt: number } | undefined;
    for (const [credential, models] of this.#byCredential) {
      for (const [model, limits] of models) {
        const key = { credential, model };
        if (limits.isIdle(now)) this.forget(key);
        else if (!oldest || limits.lastUsedAt < oldest.usedAt) oldest = { key, usedAt: limits.lastUsedAt };
      }
    }
    if (oldest && this.#size >= mostEntries) this.forget(oldest.key);
  }
}
