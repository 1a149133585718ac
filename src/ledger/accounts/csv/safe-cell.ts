/**
 * A spreadsheet takes a cell that begins like this for a formula, which may fetch and send things:
 * https://owasp.org/www-community/attacks/CSV_Injection. The wide forms count too.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** The text with an apostrophe before it where a spreadsheet would take it for a formula. */
export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `safeCell` was given. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
