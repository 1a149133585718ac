import type { CallQuery } from "../../router/types.ts";
import { SuggestionCache, type Hit } from "./cache.ts";
import { fileRefusal, refusal, type Moment } from "./decide.ts";
import { waitMs } from "./delay.ts";
import type { Caret, DocumentView, Edit } from "./document.ts";
import { fit, type Fitted } from "./fit.ts";
import { startFlight, type Flight, type Landing } from "./flight.ts";
import { gapOf, type Gap } from "./gap.ts";
import { placeOf, type Place } from "./place.ts";
import { fillRequest, promptTokens } from "./prompt.ts";
import { RecentEdits } from "./recent-edits.ts";
import { withItem, type SelectedItem } from "./suggest-widget.ts";
import type { InlineDeps, InlineSettings } from "./types.ts";
import { TypingRhythm } from "./typing-rhythm.ts";
import { readWindow, type Window } from "./window.ts";

/** What VS Code asks ghost text for. */
export interface Ask extends Moment {
  /** The item selected in the list of completions, when it is open. */
  readonly item?: SelectedItem;
}

/** Ghost text to be shown at the caret. */
export interface Ghost extends Fitted {
  readonly routeId: string;
}

/** A call that nobody waits for is ended this long after, unless the user comes back to its place by typing on. */
const orphanMs = 250;

/** Everything about ghost text but VS Code's own objects. One call is under way at a time. */
export class InlineEngine {
  readonly #deps: InlineDeps;
  readonly #cache = new SuggestionCache();
  readonly #rhythm = new TypingRhythm();
  readonly #edits = new RecentEdits();
  #flight: Flight | undefined;
  #waiting = 0;
  #cancelOrphan: (() => void) | undefined;

  constructor(deps: InlineDeps) {
    this.#deps = deps;
  }

  /** The user, or the editor for them, changed a document. */
  edited(view: DocumentView, edit: Edit): void {
    this.#rhythm.note(view.uri, view.version, this.#deps.clock.now());
    this.#edits.note(view, edit.start.line);
  }

  closed(uri: string): void {
    this.#edits.forget(uri);
  }

  /** Ends the call under way. */
  dispose(): void {
    this.#drop();
  }

  /** What to show at the caret; undefined for nothing, for which the status gets a reason. Never rejects for a failure. */
  async suggest(ask: Ask, signal: AbortSignal): Promise<Ghost | undefined> {
    const settings = this.#deps.settings(ask.view.uri);
    const refused = refusal(ask, settings);
    if (refused) {
      this.#drop();
      this.#deps.report(refused);
      return undefined;
    }
    const assumed = ask.item ? withItem(ask.view, ask.item) : ask;
    if (!assumed) return undefined;
    const spot = this.#spotAt(assumed.view, assumed.caret, settings);
    const known = this.#cache.find(spot.place);
    if (known) return this.#present(known, spot);
    if (!this.#flight?.suits(spot.place)) {
      this.#drop();
      await this.#pause(ask, spot, settings, signal);
      if (signal.aborted) return undefined;
      this.#start(spot, settings);
    }
    return this.#land(spot, signal);
  }

  #spotAt(view: DocumentView, caret: Caret, settings: InlineSettings): Spot {
    const window = readWindow(view, caret);
    const scope = `${this.#deps.policyKey()} ${view.uri}`;
    return {
      view,
      window,
      gap: gapOf(window, view.language, settings.multiline === "auto"),
      place: placeOf(scope, view.language, window),
    };
  }

  async #pause(ask: Ask, { gap }: Spot, settings: InlineSettings, signal: AbortSignal): Promise<void> {
    const { linePrefix, lineSuffix } = gap;
    const typing = { explicit: ask.explicit, gapMs: this.#rhythm.gapMs, minimumMs: settings.delayMs };
    const ms = waitMs({ ...typing, linePrefix, lineSuffix });
    if (ms === 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#deps.clock.schedule(ms, resolve);
      signal.addEventListener("abort", () => {
        cancel();
        resolve();
      });
    });
  }

  #start({ view, window, gap, place }: Spot, settings: InlineSettings): void {
    const mayShow = (other: DocumentView) => fileRefusal(other, this.#deps.settings(other.uri)) === undefined;
    const request = fillRequest(view, window, this.#edits.snippetsFor(view, mayShow), settings.maxOutputTokens);
    const pinned = this.#deps.pinned();
    const query: CallQuery = {
      task: "completion",
      client: "editor",
      request,
      promptTokens: promptTokens(request),
      ...(pinned !== undefined && { pinned }),
    };
    this.#drop();
    const flight = startFlight(this.#deps.router, query, place, gap);
    this.#flight = flight;
    this.#deps.report({ kind: "thinking" });
    // What has come is kept for the place it was asked for, whoever still waits for it.
    const over = () => {
      if (this.#flight === flight) this.#flight = undefined;
    };
    flight.landing.then((landing) => {
      over();
      if (landing.kind === "suggestion") this.#cache.add(landing.suggestion);
    }, over);
  }

  /** Waits for the call under way, or until `signal` aborts. */
  async #land(spot: Spot, signal: AbortSignal): Promise<Ghost | undefined> {
    const flight = this.#flight;
    if (!flight) return undefined;
    this.#cancelOrphan?.();
    this.#waiting += 1;
    const left = new Promise<"left">((resolve) => {
      if (signal.aborted) resolve("left");
      signal.addEventListener("abort", () => resolve("left"));
    });
    const landing = await Promise.race([flight.landing, left]).finally(() => (this.#waiting -= 1));
    if (landing !== "left") return this.#landed(landing, spot);
    if (this.#waiting === 0 && this.#flight === flight) {
      this.#cancelOrphan = this.#deps.clock.schedule(orphanMs, () => this.#drop());
    }
    return undefined;
  }

  #landed(landing: Landing, spot: Spot): Ghost | undefined {
    const { report } = this.#deps;
    if (landing.kind === "cancelled") {
      report({ kind: "idle" });
      return undefined;
    }
    if (landing.kind === "failed") {
      const { failure } = landing.end;
      const message = failure?.message ?? "The call failed.";
      report(failure?.class === "no-route" ? { kind: "off", reason: message } : { kind: "failed", message });
      return undefined;
    }
    // The user may have typed on meanwhile; the cache knows how to go on from there.
    const hit = this.#cache.find(spot.place);
    if (hit) return this.#present(hit, spot);
    report({ kind: "nothing", reason: "The model had nothing to add here." });
    return undefined;
  }

  #present({ suggestion, typed }: Hit, { gap }: Spot): Ghost | undefined {
    const fitted = fit(suggestion.text.slice(typed.length), gap);
    this.#deps.report(fitted ? { kind: "idle" } : { kind: "nothing", reason: "The model had nothing to add here." });
    return fitted && { ...fitted, routeId: suggestion.routeId };
  }

  #drop(): void {
    this.#cancelOrphan?.();
    this.#cancelOrphan = undefined;
    this.#flight?.cancel();
    this.#flight = undefined;
  }
}

/** Where a suggestion is wanted, read once. */
interface Spot {
  readonly view: DocumentView;
  readonly window: Window;
  readonly gap: Gap;
  readonly place: Place;
}
