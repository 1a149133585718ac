import type { CallQuery } from "../../router/types.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";
import { wait } from "../../router/call/wait.ts";
import { type Hit, type Suggestion, SuggestionCache } from "./cache.ts";
import { fileRefusal, isEdited, type Moment, type Refusal, refusal } from "./decide.ts";
import { waitMs } from "./delay.ts";
import type { Caret, DocumentView, Edit } from "./document.ts";
import { caretsAfter } from "./edit-carets.ts";
import { fit, type Fitted } from "./fit.ts";
import { type Flight, type Landing, startFlight } from "./flight.ts";
import { type Gap, gapOf } from "./gap.ts";
import { type Place, placeOf } from "./place.ts";
import { fillRequest, promptTokens } from "./prompt.ts";
import { RecentEdits } from "./recent-edits.ts";
import { StatusBoard } from "./status-board.ts";
import { type SelectedItem, withItem } from "./suggest-widget.ts";
import type { InlineDeps, InlineSettings } from "./types.ts";
import { TypingRhythm } from "./typing-rhythm.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { readWindow, type Window } from "./window.ts";

/** What VS Code asks ghost text for. */
export interface Ask extends Moment {
  /** The item selected in the list of completions, when it is open. */
  readonly item?: SelectedItem;
}

/** Ghost text to be shown at the caret. */
export interface Ghost extends Fitted {
  /** Given back to `accepted`. */
  readonly id: number;
}

/**
 * VS Code cancels what it asked as soon as a key is hit, and asks anew about 50 ms later. A call whose answer agrees with
 * the key is kept this long for the new question.
 */
const graceMs = 150;

/** Where a suggestion is wanted, read once. */
interface Spot {
  readonly view: DocumentView;
  readonly window: Window;
  readonly gap: Gap;
  readonly place: Place;
}

/** The call under way, with what is needed to see whether it is still wanted. */
interface Airborne {
  readonly flight: Flight;
  readonly uri: string;
  /** It was asked for a text that the document does not hold yet: the selected item of the completion list. */
  readonly isAssumed: boolean;
  /** Over when the answer is in the cache and the status is told. */
  readonly done: Promise<void>;
}

/** Everything about ghost text but VS Code's own objects: at most one call at a time, for the newest question alone. */
export class InlineEngine {
  readonly #deps: InlineDeps;
  readonly #cache = new SuggestionCache();
  readonly #rhythm = new TypingRhythm();
  readonly #edits = new RecentEdits();
  readonly #status: StatusBoard;
  readonly #shown = new WeakSet<Suggestion>();
  /** The newest ghost text, until it is accepted. */
  #ghost: { readonly id: number; readonly accept: () => void } | undefined;
  #ghosts = 0;
  #airborne: Airborne | undefined;
  /** The newest question; aborted by the next one. */
  #question = new AbortController();
  #endGrace: () => void = () => {};

  constructor(deps: InlineDeps) {
    this.#deps = deps;
    this.#status = new StatusBoard(deps.report);
  }

  /** A document changed. A call whose answer does not agree with what was typed is ended at once. */
  edited(view: DocumentView, edit: Edit): void {
    if (!isEdited(view)) return;
    this.#rhythm.note(view.uri, view.version, this.#deps.clock.now());
    this.#edits.note(view, edit.start.line);
    const { flight, uri, isAssumed } = this.#airborne ?? {};
    if (flight === undefined || uri !== view.uri || isAssumed) return;
    const placeAt = (caret: Caret) => placeOf(flight.scope, view.language, readWindow(view, caret));
    if (!caretsAfter(edit).some((caret) => flight.suits(placeAt(caret)))) this.#drop();
  }

  closed(uri: string): void {
    this.#edits.forget(uri);
    if (this.#airborne?.uri === uri) this.#drop();
  }

  /** The user took the ghost text with this id. Ids of earlier ones, and what is no id, are ignored. */
  accepted(id: unknown): void {
    if (this.#ghost?.id !== id) return;
    this.#ghost?.accept();
    this.#ghost = undefined;
  }

  /** Ends the call under way and forgets whoever waits. */
  dispose(): void {
    this.#question.abort();
    this.#drop();
  }

  /**
   * What to show at the caret: from the cache, from the call under way, or from a new one after a pause in the typing.
   * Undefined for nothing, for which the status has a reason.
   */
  async suggest(ask: Ask, signal: AbortSignal): Promise<Ghost | undefined> {
    if (signal.aborted) return undefined;
    this.#question.abort();
    const question = (this.#question = new AbortController());
    const left = AbortSignal.any([signal, question.signal]);
    const { version } = ask.view;
    this.#endGrace();
    const settings = this.#deps.settings(ask.view.uri);
    const refused = refusal(ask, settings);
    if (refused) return this.#refuse(refused);
    const assumed = ask.item ? withItem(ask.view, ask.item) : ask;
    if (!assumed) return this.#refuse({ kind: "nothing", reason: "The selected completion has several lines." });
    const spot = this.#spotAt(assumed.view, assumed.caret, settings);
    const known = this.#recall(spot, ask.explicit);
    if (known !== "unknown") return known;

    if (!this.#airborne?.flight.suits(spot.place)) {
      this.#drop();
      const pause = { ...spot.gap, explicit: ask.explicit, gapMs: this.#rhythm.gapMs, minimumMs: settings.delayMs };
      await wait(this.#deps.clock, waitMs(pause), undefined, left);
      if (left.aborted) return undefined;
      this.#airborne = this.#takeOff(spot, settings, ask.item !== undefined);
    }
    if (!this.#airborne) return undefined;
    await unlessAborted(this.#airborne.done, left);
    if (question.signal.aborted) return undefined;
    if (signal.aborted) return this.#letGo(ask.view.version === version);
    const come = this.#recall(spot, false);
    return come === "unknown" ? undefined : come;
  }

  #refuse(refused: Refusal): undefined {
    this.#drop();
    this.#status.set(refused);
  }

  #spotAt(view: DocumentView, caret: Caret, settings: InlineSettings): Spot {
    const window = readWindow(view, caret);
    const scope = `${this.#deps.policyKey()}\n${view.uri}`;
    return {
      view,
      window,
      gap: gapOf(window, view.language, settings.multiline === "auto"),
      place: placeOf(scope, view.language, window),
    };
  }

  /** What the cache has for this place; `unknown` when a model has to be asked. */
  #recall({ place, gap }: Spot, explicit: boolean): Ghost | undefined | "unknown" {
    const hit = this.#cache.find(place);
    const ghost = hit && this.#present(hit, gap);
    // Nothing was left of it. Asked on purpose, or with more typed since, a model may have more to say now.
    if (!ghost && (explicit || hit?.typed !== "")) return "unknown";
    this.#drop();
    this.#status.set(ghost ? { kind: "idle" } : nothingToAdd);
    return ghost;
  }

  #takeOff({ view, window, gap, place }: Spot, settings: InlineSettings, isAssumed: boolean): Airborne | undefined {
    const { settings: settingsOf, staysHere = () => false } = this.#deps;
    // A file that stays here would keep the whole prompt here, and with it the text of a file that may go anywhere.
    const mayShow = (other: DocumentView) =>
      fileRefusal(other, settingsOf(other.uri)) === undefined && (!staysHere(other.path) || staysHere(view.path));
    const snippets = this.#edits.snippetsFor(view, mayShow);
    const request = fillRequest(view, window, snippets, settings.maxOutputTokens);
    const pinned = this.#deps.pinned();
    const query: CallQuery = {
      task: "completion",
      client: "editor",
      request,
      promptTokens: promptTokens(request),
      paths: [view.path, ...snippets.map(({ path }) => path)],
      ...(pinned !== undefined && { pinned }),
    };
    const plan = this.#deps.router.plan(query, { weigh: false });
    if (plan.routes.length === 0) {
      // Not even tried: a call that fails at every key would fill the ledger.
      const [first] = plan.leftOut;
      const reason = first ? `${first.entry}: ${first.reason}` : "No model is connected for it yet.";
      this.#status.set({ kind: "off", reason });
      return undefined;
    }
    this.#status.set({ kind: "thinking" });
    const flight = startFlight(this.#deps.router, query, place, gap);
    return { flight, uri: view.uri, isAssumed, done: this.#follow(flight) };
  }

  /** Waits for the call's end, after which the status says something else than `thinking`, also when it was a bug. */
  async #follow(flight: Flight): Promise<void> {
    let landing: Landing = { kind: "cancelled" };
    try {
      landing = await flight.landing;
    } finally {
      if (this.#airborne?.flight === flight) {
        this.#airborne = undefined;
        if (landing.kind === "cancelled") this.#status.set({ kind: "idle" });
      }
      this.#landed(landing);
    }
  }

  /** Keeps what has come for the place it was asked for, whoever still waits for it. */
  #landed(landing: Landing): void {
    switch (landing.kind) {
      case "suggestion":
        this.#cache.add(landing.suggestion);
        this.#status.succeeded(landing.suggestion.text === "" ? nothingToAdd : { kind: "idle" });
        return;
      case "failed": {
        const { class: failureClass, message } = landing.failure;
        if (failureClass === "no-route") this.#status.set({ kind: "off", reason: message });
        else this.#status.failed(message);
        return;
      }
      case "cancelled":
    }
  }

  /** The rest of a suggestion, made to fit the line as it is now. */
  #present({ suggestion, typed }: Hit, gap: Gap): Ghost | undefined {
    const fitted = fit(suggestion.text.slice(typed.length), gap);
    if (!fitted) return undefined;
    const facts = { callId: suggestion.callId, language: gap.language, characters: fitted.text.length };
    const tell = (kind: EditorOutcome["kind"]) => this.#deps.outcome?.({ kind, at: this.#deps.clock.now(), ...facts });
    const id = (this.#ghosts += 1);
    this.#ghost = { id, accept: () => tell("accepted") };
    if (!this.#shown.has(suggestion)) tell("shown");
    this.#shown.add(suggestion);
    return { ...fitted, id };
  }

  /** Nobody waits for the call any more. If a key was hit, the next question may come soon. */
  #letGo(isUntouched: boolean): undefined {
    if (isUntouched) this.#drop();
    else if (this.#airborne) this.#endGrace = this.#deps.clock.schedule(graceMs, () => this.#drop());
  }

  #drop(): void {
    this.#endGrace();
    const airborne = this.#airborne;
    this.#airborne = undefined;
    if (!airborne) return;
    airborne.flight.cancel();
    this.#status.set({ kind: "idle" });
  }
}

const nothingToAdd = { kind: "nothing", reason: "The model had nothing to add here." } as const;
