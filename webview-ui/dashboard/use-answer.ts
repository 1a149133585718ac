import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../src/protocol/client.ts";
import type { DashboardChange, DashboardSurface } from "../../src/protocol/dashboard/surface.ts";
import type { Answer, Argument, CallName } from "../../src/protocol/rpc.ts";

export type Revisions = Readonly<Record<DashboardChange, ReadonlySignal<number>>>;

/** What the host said, so far. While it is asked again, the last answer stays, so that nothing flickers. */
export type Asked<T> =
  | { readonly kind: "waiting" }
  | { readonly kind: "here"; readonly value: T }
  /** One sentence for a person. */
  | { readonly kind: "failed"; readonly message: string };

/** Asks the host, and again whenever the question or the revision changes. An answer that was overtaken is dropped. */
export function useAnswer<C extends CallName<DashboardSurface>>(
  call: Client<DashboardSurface>["call"],
  name: C,
  argument: Argument<DashboardSurface, C>,
  revision: ReadonlySignal<number>,
): Asked<Answer<DashboardSurface, C>> {
  const [asked, setAsked] = useState<Asked<Answer<DashboardSurface, C>>>({ kind: "waiting" });
  const question = JSON.stringify(argument);
  const revised = revision.value;
  useEffect(() => {
    let overtaken = false;
    const settle = (next: Asked<Answer<DashboardSurface, C>>) => {
      if (!overtaken) setAsked(next);
    };
    call(name, argument).then(
      (value) => settle({ kind: "here", value }),
      (error: unknown) => settle({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      overtaken = true;
    };
    // The argument is compared by what is in it.
  }, [call, name, question, revised]);
  return asked;
}
