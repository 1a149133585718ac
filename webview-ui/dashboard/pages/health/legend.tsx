import { Icon } from "../../../shared/icon.tsx";
import { stateIcons, stateMeanings, stateNames } from "./health-words.ts";

/** What the pieces mean. `crowded` where some stand for many. */
export function Legend({ crowded }: { readonly crowded: boolean }) {
  return (
    <ul class="health-legend quiet">
      {(["closed", "half-open", "open"] as const).map((state) => (
        <li key={state}>
          <span class={`health-swatch health-piece ${state}`} /> <Icon name={stateIcons[state]} /> {stateNames[state]}:{" "}
          {stateMeanings[state]}
        </li>
      ))}
      <li>
        <span class="health-swatch">
          <span class="health-probe" />
        </span>{" "}
        A probe
      </li>
      <li>
        <span class="health-swatch health-piece open drill" /> <Icon name="flame" /> A fire drill
      </li>
      {crowded && (
        <li>
          <span class="health-swatch health-piece crowd" /> Back and forth: many short stretches
        </li>
      )}
    </ul>
  );
}
