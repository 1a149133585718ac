/** One server-sent event as text. U+2028 and U+2029 are line ends to some readers, and stand escaped. */
export function sseEvent(data: string, event?: string): string {
  const line = data.includes("\u2028") || data.includes("\u2029") ? escaped(data) : data;
  return event === undefined ? `data: ${line}\n\n` : `event: ${event}\ndata: ${line}\n\n`;
}

function escaped(data: string): string {
  return data.replaceAll("\u2028", String.raw`\u2028`).replaceAll("\u2029", String.raw`\u2029`);
}
