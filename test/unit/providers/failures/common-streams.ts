import type { StreamCase } from "../../../support/failure-streams.ts";

const HTML = { "content-type": "text/html" };
const JSON_TYPE = { "content-type": "application/json" };

/** What goes wrong below a dialect, and so in each of them alike. `beginning` is a good answer up to its first words. */
export function commonStreams(beginning: string): readonly StreamCase[] {
  return [
    {
      of: "a server that is not there",
      answer: { unreachable: "ECONNREFUSED" },
      is: { class: "network", scope: "provider", code: "ECONNREFUSED" },
    },
    {
      of: "a name that leads nowhere",
      answer: { unreachable: "ENOTFOUND" },
      is: { class: "network", scope: "provider", code: "ENOTFOUND" },
    },
    {
      of: "a certificate that nobody signed",
      answer: { unreachable: "DEPTH_ZERO_SELF_SIGNED_CERT" },
      is: { class: "network", scope: "provider", code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    },
    {
      of: "a reset before the first word",
      answer: { cut: "" },
      is: { class: "network", scope: "provider", code: "ECONNRESET" },
    },
    {
      of: "a reset within the answer",
      answer: { cut: beginning },
      is: { class: "truncated", scope: "model", code: "ECONNRESET" },
    },
    {
      of: "an end within the answer",
      answer: { body: beginning },
      is: { class: "truncated", scope: "model" },
    },
    {
      of: "an answer with nothing in it",
      answer: { body: "" },
      is: { class: "server-error", scope: "model", message: "The provider sent an empty answer." },
    },
    {
      of: "an answer of keep-alive comments alone",
      answer: { body: ": ping\n\n: ping\n\n" },
      is: { class: "server-error", scope: "model" },
    },
    {
      of: "a 5xx without a body",
      answer: { status: 502, body: "" },
      is: { class: "server-error", scope: "model", status: 502, message: "The provider answered with an error." },
    },
    {
      of: "a proxy's web page with its 504",
      answer: { status: 504, headers: HTML, body: "<html><head><title>504 Gateway Time-out</title></head></html>" },
      is: { class: "server-error", scope: "model", status: 504, message: "504 Gateway Time-out" },
    },
    {
      of: "a network that wants one to sign in, with a good status",
      answer: { headers: HTML, body: "<html><head><title>Sign in to the network</title></head></html>" },
      is: { class: "server-error", scope: "model", status: 200, message: "Sign in to the network" },
    },
    {
      of: "a JSON error with a good status",
      answer: {
        headers: JSON_TYPE,
        body: '{"error":{"code":503,"message":"Please come back later."}}',
      },
      is: { class: "overloaded", scope: "model", status: 200, message: "Please come back later." },
    },
    {
      of: "an error that is only a text in JSON",
      answer: { status: 500, headers: JSON_TYPE, body: '{"error":"upstream failed to answer"}' },
      is: { class: "server-error", scope: "model", message: "upstream failed to answer" },
    },
    {
      of: "a wrong content type of a JSON error",
      answer: { status: 429, body: '{"error":{"message":"Too many requests"}}' },
      is: { class: "rate-limited", scope: "credential-model", message: "Too many requests" },
    },
  ];
}
