import type { Frame, Locator } from "playwright-core";

/** The field in which a question is written. */
export function questionField(chat: Frame): Locator {
  return chat.getByRole("textbox", { name: "Your question" });
}

/** The answers of the open conversation, oldest first. */
export function answers(chat: Frame): Locator {
  return chat.getByRole("article", { name: "Answer" });
}

/** Begins an empty conversation; the caret is in the question field then. */
export async function newConversation(chat: Frame): Promise<void> {
  await chat.getByRole("button", { name: "New conversation" }).click();
  await answers(chat).first().waitFor({ state: "detached" });
  await chat.locator("textarea:focus").waitFor();
}

/** Sends a question and gives its answer as soon as that has begun. */
export async function send(chat: Frame, question: string): Promise<Locator> {
  const answer = answers(chat).nth(await answers(chat).count());
  await questionField(chat).fill(question);
  await questionField(chat).press("Enter");
  await answer.waitFor();
  return answer;
}

/** Sends a question and gives its answer when that is complete, well or not. */
export async function ask(chat: Frame, question: string): Promise<Locator> {
  const answer = await send(chat, question);
  await answered(answer);
  return answer;
}

/** Waits until an answer is complete. */
export async function answered(answer: Locator, timeout = 60_000): Promise<void> {
  await answer.locator("xpath=self::*[@aria-busy='false']").waitFor({ timeout });
}

/** The model that gave an answer, as its footer says. */
export async function modelUnder(answer: Locator): Promise<string> {
  return (await answer.getByTitle("Why this model?").innerText()).trim();
}

/** Opens what stands under an answer and gives its lines: each attempt with its reason. */
export async function routeTrace(answer: Locator): Promise<readonly string[]> {
  const why = answer.getByTitle("Why this model?");
  if ((await why.getAttribute("aria-expanded")) !== "true") await why.click();
  const steps = await answer.locator(".trace li").allInnerTexts();
  return steps.map((step) =>
    step
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join(", "),
  );
}

/** Whether anything in a page is wider than its view, so that it would have to be scrolled sideways. */
export function overflows(view: Frame): Promise<boolean> {
  return view.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
