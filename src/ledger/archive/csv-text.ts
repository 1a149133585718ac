/**
 * Beginnings that a spreadsheet takes for a formula's, whole-width ones among them (OWASP ASVS 5.0, 1.2.10,
 * https://asvs.dev/v5.0.0/), and the quotation mark that is put before them, so that it can be taken away again.
 */
const RISKY = /^[=+\-@\t\r\n\0＝＋－＠']/;

/** A text as a cell of a CSV file that a spreadsheet takes for text. */
export function safeText(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

/** What `safeText` was made of. */
export function originalText(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
