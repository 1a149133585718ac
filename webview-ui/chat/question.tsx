import type { ChatMessage, ContextChip } from "../../src/protocol/chat.ts";
import { tokens } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import type { ChatActions } from "./actions.ts";

interface QuestionProps {
  readonly message: Extract<ChatMessage, { role: "user" }>;
  readonly actions: ChatActions;
}

/** What the user asked, with what went along. */
export function QuestionMessage({ message, actions }: QuestionProps) {
  return (
    <article class="message question" aria-label="You">
      <div class="bubble">
        {message.text}
        {message.chips.length > 0 && (
          <div class="chips">
            {message.chips.map((chip) => (
              <button
                type="button"
                class="chip"
                key={chipName(chip)}
                title={`Show ${chip.path}`}
                onClick={() => actions.reveal(chip)}
              >
                <ChipText chip={chip} />
              </button>
            ))}
          </div>
        )}
      </div>
    </article>
  );
}

/** A chip's place and size: `add.ts:1-3 · ~12 tokens`. */
export function ChipText({ chip }: { readonly chip: ContextChip }) {
  return (
    <>
      <Icon name="file-code" />
      <span class="ellipsis">{chipName(chip)}</span>
      <span class="quiet size">~{tokens(chip.tokens)}</span>
    </>
  );
}

/** File name and lines, as an editor's title would have it. */
export function chipName({ path, lines }: ContextChip): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!lines) return name;
  const [from, to] = lines;
  return from === to ? `${name}:${from}` : `${name}:${from}-${to}`;
}
