import type { Page } from "playwright-core";
import type { PreviewWindow } from "./fake-host.ts";

declare const seen: PreviewWindow;

/** What is wrong with a page as it stands, one sentence each; none when all is well. */
export async function faults(page: Page): Promise<readonly string[]> {
  return [...(await layoutFaults(page)), ...(await policyFaults(page)), ...(await nameFaults(page))];
}

/** Nothing may stick out at the side, but for what scrolls by itself. */
function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element): boolean =>
      /auto|scroll|hidden/.test(getComputedStyle(element).overflowX) ||
      (element.parentElement !== null && element.parentElement !== document.body && scrolls(element.parentElement));
    const wide = [...document.querySelectorAll("#root *")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (right > width + 0.5 || left < -0.5) && element.parentElement !== null && !scrolls(element.parentElement);
    });
    // These scroll downwards only, or not at all.
    const sideways = [
      ...document.querySelectorAll(".list, .usage, .card, .welcome, .history, .shell-main, body"),
    ].filter((element) => element.scrollWidth > element.clientWidth);
    const column = [...document.querySelectorAll(".usage > *")];
    const shifted = column.filter(
      (part) => part.getBoundingClientRect().left !== column[0]?.getBoundingClientRect().left,
    );
    return [
      ...shifted.map((part) => `${part.tagName}.${part.className} stands out of the column`),
      ...[...wide, ...sideways].map((element) => `${element.tagName}.${element.className} is wider than its place`),
    ];
  });
}

function policyFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => seen.violations.map((violation) => `broke the content security policy: ${violation}`));
}

/** Every control has a name for those who do not see it. */
function nameFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const nameOf = (control: Element): string => {
      const label = control.getAttribute("aria-label") ?? control.getAttribute("aria-labelledby");
      if (label !== null) return label;
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
        return [...(control.labels ?? [])].map(({ textContent }) => textContent).join(" ");
      return control.textContent;
    };
    return [...document.querySelectorAll("button, textarea, input, select, table, a, [role=region], [role=dialog]")]
      .filter((control) => nameOf(control).trim() === "")
      .map((control) => `${control.outerHTML.slice(0, 80)} has no name`);
  });
}

/** What a hostile answer managed to do. It is text: it makes no element, loads nothing and links to the web only. */
export function hostileFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const shown = document.querySelector(".answer .markdown");
    const forbidden = [...(shown?.querySelectorAll("script, style, iframe, img, object, form") ?? [])];
    const links = [...(shown?.querySelectorAll("a") ?? [])].map(({ href }) => href);
    const handled = [...(shown?.querySelectorAll("*") ?? [])].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith("on") || name === "style"),
    );
    return [
      ...(shown ? [] : ["the answer is not shown"]),
      ...(document.title === "broken" ? ["a script of the answer ran"] : []),
      ...[...forbidden, ...handled].map((element) => `the answer made ${element.outerHTML.slice(0, 80)}`),
      ...links.filter((href) => !/^https?:/.test(href)).map((href) => `the answer links to ${href}`),
      ...(links.length === 3 ? [] : [`${links.length} of 3 web links are there`]),
    ];
  });
}
