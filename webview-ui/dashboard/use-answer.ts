import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../src/protocol/client.ts";
import type { DashboardChange, DashboardSurface } from "../../src/protocol/dashboard/surface.ts";
import type { Answer, Argument, CallName } from "../../src/protocol/rpc.ts";
import { asking, type Asked } from "./asking.ts";

export type Revisions = Readonly<Record<DashboardChange, ReadonlySignal<number>>>;

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
  // The argument is compared by what is in it.
  useEffect(() => asking(() => call(name, argument), setAsked), [call, name, question, revised]);
  return asked;
}
