/** Turns the events of an answer into the one JSON list that streamGenerateContent sends without `alt=sse`. */
export interface JsonArrayWriter {
  /** Takes text of whole events, or the error that ends them, and returns what is to be sent for it. */
  push(events: string): string;
  /** The end of the list. */
  end(): string;
}

export function createJsonArrayWriter(): JsonArrayWriter {
  let begun = false;

  function item(data: string): string {
    const before = begun ? ",\n" : "[";
    begun = true;
    return before + data;
  }

  return {
    push: (events) =>
      events
        .split("\n\n")
        .filter((event) => event !== "")
        .map((event) => item(event.replace(/^data: /, "")))
        .join(""),
    end: () => (begun ? "]" : "[]"),
  };
}
