import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/icon.tsx";
import { AnswerMessage } from "./answer.tsx";
import { holdPlace, useEnds } from "./list-place.ts";
import { QuestionMessage } from "./question.tsx";
import { earlierSpan, lastSpan, laterSpan, withinCount } from "./span.ts";
import type { Span } from "./span.ts";
import type { MessageCell } from "./store.ts";
import type { PartProps } from "./view.tsx";

/** So near to the end counts as being there, in pixels. */
const nearEnd = 40;

/**
 * The conversation. It follows a growing answer until the user scrolls up. Only the messages around what is looked at are in
 * the page.
 */
export function MessageList({ store, actions }: PartProps) {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const lastTop = useRef(0);
  const restorePlace = useRef<() => void>(undefined);
  const [behind, setBehind] = useState(false);
  const count = store.cells.value.length;
  const [chosen, setSpan] = useState(() => lastSpan(count));
  const span = withinCount(chosen, count);

  const slide = (next: Span) => {
    if (next.from === span.from && next.to === span.to) return;
    restorePlace.current = holdPlace(list.current);
    setSpan(next);
  };
  const toEnd = () => {
    following.current = true;
    setBehind(false);
    setSpan(lastSpan(store.cells.value.length));
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };

  useLayoutEffect(() => {
    restorePlace.current?.();
    restorePlace.current = undefined;
  }, [span.from, span.to]);
  useEnds(list, [span.from, span.to], {
    top: () => slide(earlierSpan(span)),
    bottom: () => slide(laterSpan(span, store.cells.value.length)),
  });
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
  useLayoutEffect(toEnd, [store.sessionId.value, count]);

  const look = () => {
    if (!list.current) return;
    const { scrollHeight, scrollTop, clientHeight } = list.current;
    const atEnd = span.to === count && scrollHeight - scrollTop - clientHeight < nearEnd;
    // The end also moves away when the answer grows between a scroll and its event; only the user moves the list up.
    if (atEnd) following.current = true;
    else if (scrollTop < lastTop.current) following.current = false;
    lastTop.current = scrollTop;
    setBehind(!following.current);
  };
  return (
    <div class="list-frame">
      <div class="list" ref={list} onScroll={look} role="log" aria-live="off" aria-label="Conversation" tabIndex={0}>
        <div ref={content}>
          <div class="list-end" data-end="top" />
          {store.cells.value.slice(span.from, span.to).map((cell) => (
            <Message key={cell.id} cell={cell} store={store} actions={actions} />
          ))}
          <div class="list-end" data-end="bottom" />
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
