import type { PricedCall } from "../../../../src/spec/call.ts";
import { duration } from "../../../shared/figures.ts";
import { modelOf } from "../../../shared/route-name.ts";
import { fateOf } from "../../../shared/step-fate.ts";
import { fateText, purposesOf } from "./call-words.ts";
import { waterfallOf, type Bar, type Waterfall } from "./waterfall.ts";

/** The attempts of a call on one axis of time: drawn for those who see it, as a table for those who hear it. */
export function WaterfallChart({ call }: { readonly call: PricedCall }) {
  const waterfall = waterfallOf(call);
  return (
    <div class="calls-waterfall">
      <div aria-hidden="true">
        <Axis waterfall={waterfall} />
        {waterfall.bars.map((bar, index) => (
          <Lane key={index} call={call} index={index} bar={bar} waterfall={waterfall} />
        ))}
        <Legend />
      </div>
      <SpokenTable call={call} waterfall={waterfall} />
    </div>
  );
}

function Axis({ waterfall: { ticks } }: { readonly waterfall: Waterfall }) {
  return (
    <div class="calls-axis quiet">
      {ticks.map(({ ms, at }) => (
        <span
          key={ms}
          class={at > 0.92 ? "calls-axis-word end" : "calls-axis-word"}
          style={at > 0.92 ? { right: `${(1 - at) * 100}%` } : { left: `${at * 100}%` }}
        >
          {ms === 0 ? "0" : duration(ms)}
        </span>
      ))}
    </div>
  );
}

interface LaneProps {
  readonly call: PricedCall;
  readonly index: number;
  readonly bar: Bar;
  readonly waterfall: Waterfall;
}

function Lane({ call, index, bar, waterfall }: LaneProps) {
  const attempt = call.attempts[index];
  if (!attempt) return null;
  const fate = fateOf(call.attempts, index);
  return (
    <div class="calls-lane">
      <div class="calls-lane-words">
        <span class="ellipsis">
          {index + 1}. {modelOf(attempt.routeId)}
        </span>
        <span class="quiet ellipsis">{fateText(fate, attempt)}</span>
        <span class="calls-lane-end">{duration(attempt.durationMs)}</span>
      </div>
      <div class="calls-track">
        {waterfall.ticks.map(({ ms, at }) => (
          <span key={ms} class="calls-tick" style={{ left: `${at * 100}%` }} />
        ))}
        <span class={`calls-bar waiting ${fate}`} style={stretch(bar.from, bar.turn)} />
        {bar.firstTokenMs !== undefined && (
          <span class={`calls-bar streaming ${fate}`} style={stretch(bar.turn, bar.to)} />
        )}
      </div>
    </div>
  );
}

function stretch(from: number, to: number): Readonly<Record<string, string>> {
  return { left: `${from * 100}%`, width: `${(to - from) * 100}%` };
}

function Legend() {
  return (
    <p class="calls-legend quiet">
      <span>
        <span class="calls-swatch waiting" /> Waiting for the first token
      </span>
      <span>
        <span class="calls-swatch streaming" /> Answering
      </span>
    </p>
  );
}

function SpokenTable({ call, waterfall }: { readonly call: PricedCall; readonly waterfall: Waterfall }) {
  return (
    <table class="spoken">
      <caption>Attempts over time</caption>
      <thead>
        <tr>
          {["Attempt", "Route", "Began after", "First token after", "Ended after", "Outcome", "Purpose"].map(
            (title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {call.attempts.map((attempt, index) => {
          const bar = waterfall.bars[index];
          return (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              <td>{attempt.routeId}</td>
              <td>{duration(bar?.startMs ?? 0)}</td>
              <td>{bar?.firstTokenMs === undefined ? "none came" : duration(bar.firstTokenMs)}</td>
              <td>{duration(bar?.endMs ?? 0)}</td>
              <td>{fateText(fateOf(call.attempts, index), attempt)}</td>
              <td>{purposesOf(attempt).join(", ") || "the next try"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
