import type { Raw } from "./expected-errors.ts";

/** Listens to what the gateway answers, below whatever client asked it. */
export interface Wiretap {
  /** The last answer of the gateway; waits for its end. */
  last(): Promise<Raw>;
  stop(): void;
}

/** All clients here use the global `fetch`, one way or the other. What they ask elsewhere is not listened to. */
export function tapGateway(isGateway: (url: string) => boolean): Wiretap {
  const real = globalThis.fetch;
  let last: Promise<Raw> | undefined;
  globalThis.fetch = async (input, init) => {
    const response = await real(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (isGateway(url)) last = rawOf(response.clone());
    return response;
  };
  return {
    async last() {
      if (!last) throw new Error("the gateway was not asked");
      return last;
    },
    stop() {
      globalThis.fetch = real;
    },
  };
}

async function rawOf(response: Response): Promise<Raw> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const piece of response.body ?? []) text += decoder.decode(piece, { stream: true });
  } catch {
    // What came before it broke off is what there is.
  }
  return { status: response.status, headers: response.headers, text };
}
