/** What became of something that was sent to a collector. */
export type SendOutcome =
  | { readonly kind: "taken" }
  /** It will not be taken, however often it is sent. `status` is the HTTP status, where there was one. */
  | { readonly kind: "refused"; readonly status?: number }
  /** It asked to be left alone, or is overloaded. */
  | { readonly kind: "busy" }
  /** No answer. `code` is the socket's, such as `ECONNREFUSED`. */
  | { readonly kind: "unreachable"; readonly code?: string };

/** The result of an export, as the library gives it: its code is 0 where it went well. */
interface ExportResult {
  readonly code: number;
  readonly error?: Error;
}

/** As much of an exporter of the library as is used here. */
export interface ItemExporter<T> {
  export(items: T, callback: (result: ExportResult) => void): void;
}

/** Sends what `make` gives through an exporter of the library. Never rejects. */
export async function sendThrough<T>(exporter: ItemExporter<T>, make: () => T): Promise<SendOutcome> {
  try {
    return await new Promise((resolve) => {
      exporter.export(make(), (result) => resolve(outcomeOf(result)));
    });
  } catch {
    // What cannot even be put into a request does not become better by being kept.
    return { kind: "refused" };
  }
}

/**
 * The library tells an answer that is not worth a retry by its HTTP status, one that was by an error of its own without a
 * status, and what went wrong on the way by the socket's error.
 */
export function outcomeOf({ code: result, error }: ExportResult): SendOutcome {
  if (result === 0) return { kind: "taken" };
  const code = error !== undefined && "code" in error ? error.code : undefined;
  if (typeof code === "number") return { kind: "refused", status: code };
  if (typeof code === "string") return { kind: "unreachable", code };
  return error?.name === "OTLPExporterError" ? { kind: "busy" } : { kind: "unreachable" };
}
