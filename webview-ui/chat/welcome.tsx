import { Icon } from "../shared/icon.tsx";
import type { ChatActions } from "./actions.ts";
import type { PartProps } from "./view.tsx";

const examples = [
  "Explain the selected code",
  "What could go wrong in this function?",
  "Write a test for the selection",
];

/** Before the first question. */
export function Welcome({ store, actions }: PartProps) {
  const ask = (example: string) => {
    actions.write(example);
    store.focusWish.value += 1;
  };
  return (
    <section class="welcome">
      <h3>Ask about your code</h3>
      <p class="quiet">
        Select code in the editor and it goes along with your question. Answers come from the first healthy model of
        your chain.
      </p>
      <ul class="examples">
        {examples.map((example) => (
          <li key={example}>
            <button type="button" class="example" onClick={() => ask(example)}>
              <Icon name="comment" /> {example}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** With nothing connected: the three ways in. */
export function Unconfigured({ actions }: { readonly actions: ChatActions }) {
  return (
    <section class="welcome">
      <h3>Connect a model</h3>
      <p class="quiet">
        Switchyard sends each question to the first healthy model of your chain. It needs at least one.
      </p>
      <button type="button" class="button wide" onClick={() => actions.act("addKey")}>
        <Icon name="key" /> Add an API key
      </button>
      <button type="button" class="button secondary wide" onClick={() => actions.act("useLocalServer")}>
        <Icon name="server-environment" /> Use a local server
      </button>
      <button type="button" class="button secondary wide" onClick={() => actions.act("tryWithoutKeys")}>
        <Icon name="beaker" /> Try without keys
      </button>
      <p class="quiet">
        Keys stay in VS Code's secret storage and go to their provider only. Without keys, a simulator on this machine
        answers.
      </p>
    </section>
  );
}
