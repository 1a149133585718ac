/**
 * Where a signature stands for a block of reasoning that Anthropic shows to nobody, its value begins so: both are opaque,
 * and go back as different blocks.
 */
const MARK = "redacted:";

/** The value of the signature that stands for a redacted block. */
export function redactedValue(data: string): string {
  return MARK + data;
}

/** The data of the redacted block that a signature's value stands for; undefined if it stands for none. */
export function redactedData(value: string): string | undefined {
  return value.startsWith(MARK) ? value.slice(MARK.length) : undefined;
}
