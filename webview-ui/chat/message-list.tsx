import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/icon.tsx";
import { AnswerMessage } from "./answer.tsx";
import { QuestionMessage } from "./question.tsx";
import type { MessageCell } from "./store.ts";
import type { PartProps } from "./view.tsx";

/** So near to the end counts as being there, in pixels. */
const nearEnd = 40;

/** The conversation. It follows a growing answer until the user scrolls up. */
export function MessageList({ store, actions }: PartProps) {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [behind, setBehind] = useState(false);
  const toEnd = () => {
    following.current = true;
    setBehind(false);
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };

  useEffect(() => {
    if (!content.current) return undefined;
    const observer = new ResizeObserver(() => {
      if (following.current) list.current?.scrollTo({ top: list.current.scrollHeight });
    });
    observer.observe(content.current);
    // The view shrinks too: another view is unfolded below, the input grows.
    if (list.current) observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  // A question that was just asked, or another conversation, is looked at from its end.
  const count = store.cells.value.length;
  useEffect(toEnd, [store.sessionId.value, count]);

  const look = () => {
    if (!list.current) return;
    const { scrollHeight, scrollTop, clientHeight } = list.current;
    following.current = scrollHeight - scrollTop - clientHeight < nearEnd;
    setBehind(!following.current);
  };
  return (
    <div class="list-frame">
      <div class="list" ref={list} onScroll={look} role="log" aria-live="off" aria-label="Conversation" tabIndex={0}>
        <div ref={content}>
          {store.cells.value.map((cell) => (
            <Message key={cell.id} cell={cell} store={store} actions={actions} />
          ))}
        </div>
      </div>
      {behind && (
        <button type="button" class="to-end button secondary" onClick={toEnd}>
          <Icon name="arrow-down" /> Jump to latest
        </button>
      )}
    </div>
  );
}

function Message({ cell, store, actions }: PartProps & { readonly cell: MessageCell }) {
  const message = cell.message.value;
  return message.role === "user" ? (
    <QuestionMessage message={message} actions={actions} />
  ) : (
    <AnswerMessage message={message} store={store} actions={actions} />
  );
}
