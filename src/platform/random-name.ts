import { randomBytes } from "node:crypto";

const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const length = 24;

/** The last multiple of the characters' number that fits into a byte: bytes from there on would favour the first ones. */
const fair = 256 - (256 % characters.length);

/** 24 letters and digits, not to be guessed. */
export function randomName(): string {
  let name = "";
  while (name.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && name.length < length) name += characters[byte % characters.length];
    }
  }
  return name;
}
