import type { Place } from "./lex.ts";

/** Ends the reading of a filter; `parseFilter` makes a value of it. The message is a sentence for a person. */
export class Misreading extends Error {
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.name = "Misreading";
    this.place = { at: place.at, length: place.length };
  }
}
