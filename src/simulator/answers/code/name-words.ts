/** The words of an identifier, in lower case: `parseHTMLFile` and `parse_html_file` give the same three. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

const VERBS = new Set(
  (
    "add append apply assert await build calculate call cancel change check clamp clear clone close collect compare compile compute " +
    "connect convert copy count create debounce decode delete describe detect dispatch draw encode end ensure escape " +
    "estimate evaluate exchange execute expand explain export fetch fill filter find finish flatten format generate get give " +
    "group handle hash hide import increment init initialise initialize insert install invoke join keep list listen load log " +
    "lookup make map mark match measure merge move normalise normalize notify open order parse pause pick play poll pop " +
    "post prepare print process publish push put queue read receive record reduce refresh register reject release remove " +
    "render repeat replace report request reset resolve restore retry return reverse roll run save scan schedule search " +
    "select send set show shuffle sort split start stop store strip subtract sum swap sync test throttle throw toggle " +
    "track transform traverse trim try update upload use validate verify visit wait walk watch wrap write"
  ).split(" "),
);

/** What a function does if its name tells the truth, such as `parses a config file`; `undefined` where the name names no action. */
export function describeByName(name: string): string | undefined {
  if (name === "constructor" || name === "__init__") return "sets up a new object";
  const [verb = "", ...rest] = nameWords(name);
  const object = rest.join(" ");
  if (verb === "is" || verb === "has" || verb === "can" || verb === "should") {
    return object === "" ? undefined : `tells whether something ${verb} ${object}`;
  }
  if (verb === "to") return object === "" ? undefined : `turns its input into ${object}`;
  if (verb === "on" || verb === "handle") return object === "" ? undefined : `reacts to ${object}`;
  return VERBS.has(verb) && object !== "" ? `${thirdPerson(verb)} ${object}` : undefined;
}

function thirdPerson(verb: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}
