import type { IncomingMessage } from "node:http";
import * as zlib from "node:zlib";
import { promisify } from "node:util";
import { asRecord, type Json } from "../json.ts";
import { problemOf, type Problem } from "../problem.ts";

/** Pictures and documents come inline, so a request may be large; none that a provider takes is larger. */
const mostBytes = 64 * 1024 * 1024;

/** How long what is left of a body that is too large is waited for, in milliseconds. */
const lingerMs = 2000;

/** More than any schema or message has. */
const mostLevels = 256;

type Inflate = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const inflaters: Readonly<Record<string, Inflate>> = {
  gzip: promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
  zstd: promisify(zlib.zstdDecompress),
};

/** A body that was read, or what is wrong with it. */
export type ReadBody =
  | { readonly json: Json; readonly problem?: never }
  | { readonly json?: never; readonly problem: Problem };

/** The body as a JSON object. Never reads more than may be. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return tooLarge(request);
  const whole = await collect(request);
  if (!whole) return tooLarge(request);
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "identity") return decode(whole);
  const inflate = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
  if (!inflate) return wrong("The body's content-encoding is not known here.", 415);
  try {
    return decode(await inflate(whole, { maxOutputLength: mostBytes }));
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return isTooLarge ? tooLargeProblem : wrong(`The body is not valid ${encoding}.`);
  }
}

/** All bytes of a body; undefined as soon as there are too many. By events, which cost less than to iterate. */
function collect(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on("data", (piece: Buffer) => {
      bytes += piece.byteLength;
      if (bytes > mostBytes) {
        // What was read is not needed any more, and the rest is not either.
        pieces.length = 0;
        resolve(undefined);
      } else pieces.push(piece);
    });
    request.once("end", () => {
      const [first] = pieces;
      resolve(pieces.length === 1 && first ? first : Buffer.concat(pieces));
    });
    request.once("error", reject);
  });
}

function decode(bytes: Buffer): ReadBody {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    return wrong(bytes.length === 0 ? "The request has no body." : "The body is not valid JSON.");
  }
  const json = asRecord(value);
  if (!json) return wrong("The body must be a JSON object.");
  return isDeeper(json, mostLevels) ? wrong(`The body is nested more than ${mostLevels} levels deep.`) : { json };
}

/** Whether a value is nested deeper than so many levels: what reads and writes it level by level would run out of stack. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return inside.some((one) => isDeeper(one, levels - 1));
}

function wrong(message: string, status = 400): ReadBody {
  return { problem: problemOf("caller-fault", message, { status }) };
}

const tooLargeProblem: ReadBody = {
  problem: problemOf("too-large", `The request is larger than ${mostBytes / 1024 / 1024} MB.`),
};

/** Lets the rest of the body pass for a while: a caller that is cut off while it sends never reads why. */
async function tooLarge(request: IncomingMessage): Promise<ReadBody> {
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, lingerMs);
    const done = (): void => {
      clearTimeout(late);
      resolve();
    };
    request.once("end", done);
    request.once("close", done);
    request.resume();
  });
  return tooLargeProblem;
}
