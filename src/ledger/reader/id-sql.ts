import { isExact, type Pattern } from "../../filter/pattern.ts";
import { encodeId } from "../store/codes.ts";
import { type Condition, condition, joined } from "./condition.ts";

/** Ids that are kept as bytes come after all that are kept as text. */
const IS_TEXT = "id < x''";

/** Bytes as the UUID that they stand for. */
const WRITTEN = [1, 9, 13, 17, 21]
  .map((from, index) => `substr(hex(id), ${from}, ${index === 0 ? 8 : index === 4 ? 12 : 4})`)
  .join(" || '-' || ");

const UUID = "00000000-0000-0000-0000-000000000000";

/** Whether a call's id is what a pattern says. A whole id, and the beginning of one, are found by the index. */
export function idFits(pattern: Pattern): Condition {
  const [first = "", ...rest] = pattern.map((piece) => piece.toLowerCase());
  const like = likeOf(pattern);
  const text = condition(String.raw`(${IS_TEXT} AND id LIKE ? ESCAPE '\')`, like);
  if (isExact(pattern)) {
    const encoded = encodeId(first);
    return typeof encoded === "string" ? text : joined([condition("id = ?", encoded), text], "OR");
  }
  if (rest.length === 1 && rest[0] === "" && isBeginning(first)) {
    const [low, high] = ["0", "f"].map((digit) => encodeId(first + UUID.slice(first.length).replaceAll("0", digit)));
    return joined([text, condition("(id >= ? AND id <= ?)", low ?? "", high ?? "")], "OR");
  }
  return joined([text, condition(String.raw`(id >= x'' AND ${WRITTEN} LIKE ? ESCAPE '\')`, like)], "OR");
}

/** Whether a UUID may begin so. */
function isBeginning(text: string): boolean {
  return (
    text.length <= UUID.length &&
    /^[0-9a-f-]*$/.test(text) &&
    typeof encodeId(text + UUID.slice(text.length)) !== "string"
  );
}

function likeOf(pattern: Pattern): string {
  return pattern.map((piece) => piece.replaceAll(/[\\%_]/g, String.raw`\$&`)).join("%");
}
