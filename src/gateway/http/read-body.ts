import type { IncomingMessage } from "node:http";
import * as zlib from "node:zlib";
import { promisify } from "node:util";
import { asRecord, type Json } from "../json.ts";
import { problemOf, type Problem } from "../problem.ts";

/** Pictures and documents come inline, so a request may be large; none that a provider takes is larger. */
const mostBytes = 64 * 1024 * 1024;

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
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return tooLarge();
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) return tooLarge();
    pieces.push(piece);
  }
  const [first] = pieces;
  const whole = pieces.length === 1 && first ? first : Buffer.concat(pieces);
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "identity") return decode(whole);
  const inflate = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
  if (!inflate) return wrong("The body's content-encoding is not known here.", 415);
  try {
    return decode(await inflate(whole, { maxOutputLength: mostBytes }));
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return isTooLarge ? tooLarge() : wrong(`The body is not valid ${encoding}.`);
  }
}

function decode(bytes: Buffer): ReadBody {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    return wrong(bytes.length === 0 ? "The request has no body." : "The body is not valid JSON.");
  }
  const json = asRecord(value);
  return json ? { json } : wrong("The body must be a JSON object.");
}

function wrong(message: string, status = 400): ReadBody {
  return { problem: problemOf("caller-fault", message, { status }) };
}

function tooLarge(): ReadBody {
  return { problem: problemOf("too-large", `The request is larger than ${mostBytes / 1024 / 1024} MB.`) };
}
