import { randomInt } from "node:crypto";

const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** 24 letters and digits, not to be guessed. */
export function randomName(): string {
  return Array.from({ length: 24 }, () => characters[randomInt(characters.length)]).join("");
}
