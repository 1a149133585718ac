import { nameWords } from "../code/name-words.ts";
import type { Signature } from "./signature.ts";

/**
 * What functions of common names do. `name` is tried on the name's words in lower case. In the bodies, `§0` is the
 * function, `§1` to `§3` its parameters, `§w` the last word of its name, a tab one step of indentation. Without
 * `python`, the body is the same but for the semicolons.
 */
interface BodyRule {
  readonly name: RegExp;
  readonly takes: number;
  readonly script: string;
  readonly python?: string;
}

const BODIES: readonly BodyRule[] = [
  { name: /^(?:add|plus|sum)$/, takes: 2, script: "return §1 + §2;" },
  { name: /^(?:subtract|minus|difference)\b/, takes: 2, script: "return §1 - §2;" },
  { name: /^(?:multiply|times|product|area)\b/, takes: 2, script: "return §1 * §2;" },
  {
    name: /^divide\b/,
    takes: 2,
    script: 'if (§2 === 0) {\n\tthrow new RangeError("Cannot divide by zero.");\n}\nreturn §1 / §2;',
    python: 'if §2 == 0:\n\traise ZeroDivisionError("Cannot divide by zero.")\nreturn §1 / §2',
  },
  {
    name: /\b(?:sum|total)\b/,
    takes: 1,
    script: "return §1.reduce((sum, item) => sum + §item, 0);",
    python: "return sum(§item for item in §1)",
  },
  {
    name: /\b(?:average|mean)\b/,
    takes: 1,
    script: "if (§1.length === 0) {\n\treturn 0;\n}\nreturn §1.reduce((sum, item) => sum + §item, 0) / §1.length;",
    python: "if not §1:\n\treturn 0\nreturn sum(§item for item in §1) / len(§1)",
  },
  {
    name: /^(?:max|maximum|largest|highest)\b/,
    takes: 2,
    script: "return Math.max(§1, §2);",
    python: "return max(§1, §2)",
  },
  { name: /^(?:max|maximum|largest|highest)\b/, takes: 1, script: "return Math.max(...§1);", python: "return max(§1)" },
  {
    name: /^(?:min|minimum|smallest|lowest)\b/,
    takes: 2,
    script: "return Math.min(§1, §2);",
    python: "return min(§1, §2)",
  },
  { name: /^(?:min|minimum|smallest|lowest)\b/, takes: 1, script: "return Math.min(...§1);", python: "return min(§1)" },
  {
    name: /^clamp\b/,
    takes: 3,
    script: "return Math.min(Math.max(§1, §2), §3);",
    python: "return max(§2, min(§1, §3))",
  },
  { name: /^is empty\b/, takes: 1, script: "return §1.length === 0;", python: "return len(§1) == 0" },
  { name: /^is even\b/, takes: 1, script: "return §1 % 2 === 0;", python: "return §1 % 2 == 0" },
  { name: /^is odd\b/, takes: 1, script: "return §1 % 2 !== 0;", python: "return §1 % 2 != 0" },
  { name: /^is positive\b/, takes: 1, script: "return §1 > 0;" },
  { name: /^is negative\b/, takes: 1, script: "return §1 < 0;" },
  {
    name: /^is prime\b/,
    takes: 1,
    script:
      "for (let divisor = 2; divisor * divisor <= §1; divisor += 1) {\n\tif (§1 % divisor === 0) {\n\t\treturn false;\n\t}\n}\nreturn §1 > 1;",
    python: "for divisor in range(2, int(§1 ** 0.5) + 1):\n\tif §1 % divisor == 0:\n\t\treturn False\nreturn §1 > 1",
  },
  {
    name: /^is palindrome\b/,
    takes: 1,
    script: 'return §1 === [...§1].reverse().join("");',
    python: "return §1 == §1[::-1]",
  },
  {
    name: /^is leap year\b/,
    takes: 1,
    script: "return (§1 % 4 === 0 && §1 % 100 !== 0) || §1 % 400 === 0;",
    python: "return (§1 % 4 == 0 and §1 % 100 != 0) or §1 % 400 == 0",
  },
  { name: /^(?:has|contains|includes)\b/, takes: 2, script: "return §1.includes(§2);", python: "return §2 in §1" },
  {
    name: /^sort .*\bby\b/,
    takes: 1,
    script: "return [...§1].sort((a, b) => (a.§w < b.§w ? -1 : 1));",
    python: "return sorted(§1, key=lambda item: item.§w)",
  },
  { name: /^sort\b/, takes: 1, script: "return [...§1].sort((a, b) => a - b);", python: "return sorted(§1)" },
  {
    name: /^(?:filter|keep|select)\b/,
    takes: 2,
    script: "return §1.filter(§2);",
    python: "return [item for item in §1 if §2(item)]",
  },
  { name: /^map\b/, takes: 2, script: "return §1.map(§2);", python: "return [§2(item) for item in §1]" },
  {
    name: /^find .*\bby\b/,
    takes: 2,
    script: "return §1.find((item) => item.§w === §2);",
    python: "return next((item for item in §1 if item.§w == §2), None)",
  },
  {
    name: /^find\b/,
    takes: 2,
    script: "return §1.find((item) => item.id === §2);",
    python: "return next((item for item in §1 if item.id == §2), None)",
  },
  {
    name: /^group\b/,
    takes: 2,
    script:
      "const groups = new Map();\nfor (const item of §1) {\n\tconst key = §2(item);\n\tgroups.set(key, [...(groups.get(key) ?? []), item]);\n}\nreturn groups;",
    python: "groups = {}\nfor item in §1:\n\tgroups.setdefault(§2(item), []).append(item)\nreturn groups",
  },
  { name: /^parse (?:int|integer)\b/, takes: 1, script: "return Number.parseInt(§1, 10);", python: "return int(§1)" },
  {
    name: /^parse (?:number|float|amount|price)\b/,
    takes: 1,
    script: "return Number.parseFloat(§1);",
    python: "return float(§1)",
  },
  {
    name: /^parse (?:date|time)\b/,
    takes: 1,
    script: "return new Date(§1);",
    python: "return datetime.fromisoformat(§1)",
  },
  { name: /^parse\b/, takes: 1, script: "return JSON.parse(§1);", python: "return json.loads(§1)" },
  {
    name: /^reverse (?:text|string|word|words)\b/,
    takes: 1,
    script: 'return [...§1].reverse().join("");',
    python: "return §1[::-1]",
  },
  { name: /^reverse\b/, takes: 1, script: "return [...§1].reverse();", python: "return §1[::-1]" },
  {
    name: /^(?:count words|word count)\b/,
    takes: 1,
    script: "return §1.trim().split(/\\s+/).length;",
    python: "return len(§1.split())",
  },
  {
    name: /^count\b/,
    takes: 2,
    script: "return §1.filter((item) => item === §2).length;",
    python: "return §1.count(§2)",
  },
  { name: /^(?:count|length|size)\b/, takes: 1, script: "return §1.length;", python: "return len(§1)" },
  { name: /^first\b/, takes: 1, script: "return §1[0];" },
  { name: /^last\b/, takes: 1, script: "return §1[§1.length - 1];", python: "return §1[-1]" },
  {
    name: /^capitali[sz]e\b/,
    takes: 1,
    script: "return §1.charAt(0).toUpperCase() + §1.slice(1);",
    python: "return §1[:1].upper() + §1[1:]",
  },
  {
    name: /\bslug(?:ify)?\b/,
    takes: 1,
    script: 'return §1.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-");',
    python: 'return re.sub(r"[^a-z0-9]+", "-", §1.strip().lower())',
  },
  { name: /^(?:greet|hello|welcome)\b/, takes: 1, script: "return `Hello, ${§1}!`;", python: 'return f"Hello, {§1}!"' },
  {
    name: /^format (?:price|money|currency|amount)\b/,
    takes: 1,
    script: "return `$${§1.toFixed(2)}`;",
    python: 'return f"${§1:.2f}"',
  },
  {
    name: /^factorial\b/,
    takes: 1,
    script: "return §1 <= 1 ? 1 : §1 * §0(§1 - 1);",
    python: "return 1 if §1 <= 1 else §1 * §0(§1 - 1)",
  },
  {
    name: /^fib(?:onacci)?\b/,
    takes: 1,
    script: "return §1 < 2 ? §1 : §0(§1 - 1) + §0(§1 - 2);",
    python: "return §1 if §1 < 2 else §0(§1 - 1) + §0(§1 - 2)",
  },
  {
    name: /^gcd\b/,
    takes: 2,
    script: "return §2 === 0 ? §1 : §0(§2, §1 % §2);",
    python: "return §1 if §2 == 0 else §0(§2, §1 % §2)",
  },
  {
    name: /^range\b/,
    takes: 2,
    script: "return Array.from({ length: §2 - §1 }, (_, index) => §1 + index);",
    python: "return list(range(§1, §2))",
  },
  {
    name: /\b(?:unique|distinct|dedupe)\b/,
    takes: 1,
    script: "return [...new Set(§1)];",
    python: "return list(dict.fromkeys(§1))",
  },
  {
    name: /^flatten\b/,
    takes: 1,
    script: "return §1.flat();",
    python: "return [item for group in §1 for item in group]",
  },
  {
    name: /^(?:sleep|delay|wait)\b/,
    takes: 1,
    script: "return new Promise((resolve) => setTimeout(resolve, §1));",
    python: "time.sleep(§1)",
  },
  { name: /\bto fahrenheit\b/, takes: 1, script: "return §1 * 9 / 5 + 32;" },
  { name: /\bto celsius\b/, takes: 1, script: "return (§1 - 32) * 5 / 9;" },
  { name: /^area\b/, takes: 1, script: "return Math.PI * §1 ** 2;", python: "return math.pi * §1 ** 2" },
];

/** The lines of a function's body by its name, with tabs for indentation; `undefined` for a name that tells nothing. */
export function bodyFor(signature: Signature, family: "typescript" | "python", document: string): string | undefined {
  const words = nameWords(signature.name);
  const own = memberBody(signature, words, family);
  if (own !== undefined) return own;
  const text = words.join(" ");
  const rule = BODIES.find(({ name, takes }) => takes === signature.parameters.length && name.test(text));
  if (rule === undefined) return undefined;
  const body = family === "python" ? (rule.python ?? rule.script.replace(/;$/gm, "")) : rule.script;
  return body
    .replaceAll("§item", amountOf(document))
    .replaceAll("§w", words.at(-1) ?? "id")
    .replace(/§(\d)/g, (_, digit: string) =>
      digit === "0" ? signature.name : (signature.parameters[Number(digit) - 1] ?? ""),
    );
}

/** Bodies of constructors, getters and setters. */
function memberBody(
  { name, parameters, isMethod }: Signature,
  words: readonly string[],
  family: string,
): string | undefined {
  if (name === "constructor") return assignments(parameters, "this.", ";");
  if (name === "__init__") return assignments(parameters, "self.", "");
  const [verb, ...rest] = words;
  if (!isMethod || rest.length === 0) return undefined;
  const field = family === "python" ? `self.${rest.join("_")}` : `this.${camel(rest)}`;
  const end = family === "python" ? "" : ";";
  if (verb === "get" && parameters.length === 0) return `return ${field}${end}`;
  if (verb === "set" && parameters.length === 1) return `${field} = ${parameters[0]}${end}`;
  return undefined;
}

function assignments(names: readonly string[], owner: string, end: string): string | undefined {
  return names.length === 0 ? undefined : names.map((name) => `${owner}${name} = ${name}${end}`).join("\n");
}

function camel(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
}

/** What is added up of an item: its price times its quantity where the document speaks of them, else itself. */
export function amountOf(document: string): string {
  const field = (name: string): string | undefined => {
    if (new RegExp(`\\[["']${name}["']\\]`).test(document)) return `item["${name}"]`;
    return new RegExp(`\\b${name}\\b`).test(document) ? `item.${name}` : undefined;
  };
  const [price, quantity] = [field("price"), field("quantity")];
  if (price !== undefined && quantity !== undefined) return `${price} * ${quantity}`;
  return price ?? field("amount") ?? "item";
}
