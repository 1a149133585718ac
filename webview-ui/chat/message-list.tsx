import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/icon.tsx";
import { AnswerMessage } from "./answer.tsx";
import { useFollowing } from "./follow.ts";
import { holdPlace, useEnds } from "./list-place.ts";
import { QuestionMessage } from "./question.tsx";
import { earlierSpan, lastSpan, laterSpan, withinCount } from "./span.ts";
import type { Span } from "./span.ts";
import type { MessageCell } from "./store.ts";
import type { PartProps } from "./view.tsx";

/**
 * The conversation. It follows a growing answer until the user scrolls up. Only the messages around what is looked at are in
 * the page.
 */
export function MessageList({ store, actions }: PartProps) {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const restorePlace = useRef<() => void>(undefined);
  const count = store.cells.value.length;
  const [chosen, setSpan] = useState(() => lastSpan(count));
  const span = withinCount(chosen, count);
  const follow = useFollowing(list, content, () => span.to === store.cells.value.length);

  const slide = (next: Span) => {
    if (next.from === span.from && next.to === span.to) return;
    restorePlace.current = holdPlace(list.current);
    setSpan(next);
  };
  const toEnd = () => {
    setSpan(lastSpan(store.cells.value.length));
    follow.toEnd();
  };
  useLayoutEffect(() => {
    restorePlace.current?.();
    restorePlace.current = undefined;
  }, [span.from, span.to]);
  useEnds(list, [span.from, span.to], {
    top: () => slide(earlierSpan(span)),
    bottom: () => slide(laterSpan(span, store.cells.value.length)),
  });
  // A question that was just asked, or another conversation, is looked at from its end.
  useLayoutEffect(toEnd, [store.sessionId.value, count]);

  return (
    <div class="list-frame">
      <div
        class="list"
        ref={list}
        role="log"
        aria-live="off"
        aria-label="Conversation"
        tabIndex={0}
        {...follow.handlers}
      >
        <div ref={content}>
          <div class="list-end" data-end="top" />
          {store.cells.value.slice(span.from, span.to).map((cell) => (
            <Message key={cell.id} cell={cell} store={store} actions={actions} />
          ))}
          <div class="list-end" data-end="bottom" />
        </div>
      </div>
      {follow.behind && (
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
