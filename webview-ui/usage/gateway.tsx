import type { GatewayCard } from "../../src/protocol/usage.ts";
import { count, plural } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { costOf } from "./totals.tsx";

interface GatewayProps {
  readonly card: GatewayCard;
  readonly use: () => void;
}

const states: Readonly<Record<GatewayCard["state"], { readonly icon: string; readonly words: string }>> = {
  starting: { icon: "loading", words: "Starting" },
  serving: { icon: "radio-tower", words: "On, in this window" },
  following: { icon: "radio-tower", words: "On, in another window" },
  blocked: { icon: "error", words: "Not running" },
};

/** The gateway: where it is, how it stands, and which programs used it today. */
export function Gateway({ card, use }: GatewayProps) {
  const { icon, words } = states[card.state];
  const { clients, problem, requests, underWay = 0 } = card;
  return (
    <section class={`card gateway ${card.state}`}>
      <div class="card-head">
        <h3>Gateway</h3>
        <IconButton
          icon="clippy"
          label="Use the gateway: copy its address, its token or settings for a tool"
          onClick={use}
        />
      </div>
      <div class="gateway-head">
        <Icon name={icon} spin={card.state === "starting"} />
        <span class="name ellipsis" title={card.url}>
          {new URL(card.url).host}
        </span>
        <span class="state">{words}</span>
      </div>
      {problem !== undefined && <p>{problem}</p>}
      {requests !== undefined && (
        <p class="quiet figures-line">
          {plural(requests, "request")} since it started{underWay > 0 && `, ${underWay} under way`}
        </p>
      )}
      {clients.length > 0 ? (
        <Clients clients={clients} />
      ) : (
        card.state !== "blocked" && <p class="quiet">No program has used it today.</p>
      )}
    </section>
  );
}

function Clients({ clients }: Pick<GatewayCard, "clients">) {
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col" class="gateway-client">
            Today
          </th>
          <th scope="col">Attempts</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        {clients.map((one) => (
          <tr key={one.client}>
            <th scope="row" class="gateway-client ellipsis" title={one.client}>
              {one.client}
            </th>
            <td>{count(one.attempts)}</td>
            <td>{costOf(one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
