import type { AnswerFormat } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalRecord, pathOf, record, text } from "../reading.ts";

/** The shape of the answer: `output_config.format`, or `output_format` as it was at first. @throws BadRequest */
export function readFormat(body: Json): AnswerFormat | undefined {
  const config = optionalRecord(body, "output_config") ?? {};
  return formatAt(config, "format", "output_config") ?? formatAt(body, "output_format", "");
}

function formatAt(from: Json, field: string, at: string): AnswerFormat | undefined {
  const format = optionalRecord(from, field, at);
  if (!format) return undefined;
  const path = pathOf(at, field);
  if (text(format, "type", path) !== "json_schema") {
    throw new BadRequest(`${path}.type must be "json_schema".`, `${path}.type`);
  }
  // The format has no name for it, and always holds to it; others ask for one.
  return { kind: "json-schema", name: "answer", schema: record(format, "schema", path), strict: true };
}
