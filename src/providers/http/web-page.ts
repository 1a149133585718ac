/** Whether a text is a web page: what a proxy, a firewall or a network's sign-in says in an API's place. */
export function isWebPage(text: string): boolean {
  return /<\s*(?:!doctype|html|head|body|title|h1)\b/i.test(text);
}

/** A text in one line, and a web page's title in its place: no markup, and nothing that cannot be seen. */
export function plainText(text: string): string {
  return visible(isWebPage(text) ? (pageTitle(text) ?? withoutMarkup(text)) : text);
}

function pageTitle(page: string): string | undefined {
  return /<(title|h1)[^>]*>([^<]+)</i.exec(page)?.[2];
}

function withoutMarkup(page: string): string {
  return page.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
}

/** Without marks that turn text around, halves of characters and control characters, in single spaces. */
function visible(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Cs}]/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
