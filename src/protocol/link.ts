/**
 * Whether a link in an answer may be opened: a web or mail address, written out in full. A model's answer is not trusted,
 * so everything else (`command:`, `vscode:`, `file:`, `javascript:`, `data:`, relative paths) leads nowhere.
 */
export function isOpenable(href: string): boolean {
  const url = URL.parse(href);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:" || url.protocol === "mailto:");
}
