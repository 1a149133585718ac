import type { DocumentView } from "../../src/features/inline/document.ts";
import { InlineEngine } from "../../src/features/inline/engine.ts";
import type { InlineSettings, InlineStatus } from "../../src/features/inline/types.ts";
import type { EditorOutcome } from "../../src/spec/outcome.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createFakeRouter } from "./fake-router.ts";
import { inlineSettings } from "./inline-settings.ts";
import { documentOf, type TextDocument } from "./text-document.ts";

/** What is unusual about a question of VS Code's. */
interface Question {
  readonly explicit?: boolean;
  readonly carets?: number;
  /** The text of the item selected in the completion list. */
  readonly item?: string;
  /** It was taken back before it came. */
  readonly cancelled?: boolean;
  /** It is about another document. */
  readonly about?: TextDocument;
}

/** Ghost text's engine with a document (caret at `|`), a fake clock and a fake router, used as VS Code uses it. */
export function editor(content: string, facts: Partial<DocumentView> = {}) {
  const clock = createFakeClock();
  const fake = createFakeRouter();
  const statuses: InlineStatus[] = [];
  const outcomes: EditorOutcome[] = [];
  const settings: { -readonly [Key in keyof InlineSettings]: InlineSettings[Key] } = { ...inlineSettings() };
  const mutable = { policy: "one", pinned: undefined as string | undefined };
  const engine = new InlineEngine({
    router: fake.router,
    clock,
    settings: () => settings,
    pinned: () => mutable.pinned,
    policyKey: () => mutable.policy,
    report: (status) => statuses.push(status),
    outcome: (outcome) => outcomes.push(outcome),
  });
  const document: TextDocument = documentOf(content, facts);

  /** VS Code asks at the caret. */
  const ask = ({ item: text, cancelled, about = document, ...more }: Question = {}) => {
    const abort = new AbortController();
    if (cancelled === true) abort.abort();
    const { line, character } = about.caret;
    const from = character - (/\w*$/.exec(about.view.line(line).slice(0, character))?.[0].length ?? 0);
    const item = text === undefined ? {} : { item: { text, line, from, to: character } };
    const ghost = engine.suggest(
      { view: about.view, caret: about.caret, explicit: false, carets: 1, selecting: false, ...more, ...item },
      abort.signal,
    );
    return { ghost, cancel: () => abort.abort() };
  };
  /** A key is hit: the document changes, what VS Code asked is cancelled, and 50 ms later it asks anew. */
  const type = async (text: string, before: ReturnType<typeof ask>, autoClosed = "") => {
    engine.edited(document.view, { start: document.type(text, autoClosed), text: text + autoClosed });
    before.cancel();
    await clock.advance(50);
    return ask();
  };
  return { clock, fake, engine, document, statuses, outcomes, settings, mutable, ask, type };
}
