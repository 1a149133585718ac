/** A sum found in a text, with its value. */
export interface Sum {
  readonly expression: string;
  readonly value: number;
}

const NUMBER = String.raw`\d+(?:\.\d+)?%?`;
const EXPRESSION = new RegExp(
  String.raw`(?<![\w.])[(\s-]{0,9}${NUMBER}(?:[\s)]{0,9}(?:\*\*|[-+*/×÷^]|\bof\b|\bplus\b|\bminus\b|\btimes\b|\bdivided by\b)[\s(]{0,9}-?[\s(]{0,9}${NUMBER})+[\s)]{0,9}`,
  "gi",
);

/** Such as `2026-11-23`, `23/11/2026` or `10-20`: what looks like a sum and usually is none. */
const DATE_OR_RANGE = /^\d+(?:(?:-\d+)+|\/\d+\/\d+)$/;

/** Works out the sums in a text, such as `12% of 80` or `3 * (4 + 5)`; what is no sum after all is left out. */
export function sumsIn(text: string): readonly Sum[] {
  return [...text.matchAll(EXPRESSION)].flatMap(([found]) => {
    const expression = balanced(found.trim());
    if (DATE_OR_RANGE.test(expression) && expression !== text.trim()) return [];
    const value = evaluate(expression);
    return value === undefined ? [] : [{ expression, value }];
  });
}

/** The value of a sum, rounded to twelve digits; `undefined` when it is none or has no finite value. */
function evaluate(expression: string): number | undefined {
  const tokens = normalised(expression).match(/\d+(?:\.\d+)?|[-+*/^()%]/g) ?? [];
  const reader = { tokens, at: 0 };
  const value = addition(reader);
  if (value === undefined || reader.at < tokens.length || !Number.isFinite(value)) return undefined;
  return Number(value.toPrecision(12));
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function normalised(expression: string): string {
  return expression
    .toLowerCase()
    .replace(/\*\*/g, "^")
    .replace(/×|\btimes\b|\bof\b/g, "*")
    .replace(/÷|\bdivided by\b/g, "/")
    .replace(/\bplus\b/g, "+")
    .replace(/\bminus\b/g, "-");
}

/** Drops closing brackets that were never opened, as in `(see 1 + 2)`. */
function balanced(expression: string): string {
  let text = expression;
  while (text.split(")").length > text.split("(").length && text.endsWith(")")) text = text.slice(0, -1).trimEnd();
  while (text.split("(").length > text.split(")").length && text.startsWith("(")) text = text.slice(1).trimStart();
  return text;
}

function addition(reader: Reader): number | undefined {
  let left = multiplication(reader);
  while (left !== undefined && (reader.tokens[reader.at] === "+" || reader.tokens[reader.at] === "-")) {
    const operator = reader.tokens[reader.at++];
    const right = multiplication(reader);
    if (right === undefined) return undefined;
    left = operator === "+" ? left + right : left - right;
  }
  return left;
}

function multiplication(reader: Reader): number | undefined {
  let left = power(reader);
  while (left !== undefined && (reader.tokens[reader.at] === "*" || reader.tokens[reader.at] === "/")) {
    const operator = reader.tokens[reader.at++];
    const right = power(reader);
    if (right === undefined) return undefined;
    left = operator === "*" ? left * right : left / right;
  }
  return left;
}

function power(reader: Reader): number | undefined {
  const base = signed(reader);
  if (base === undefined || reader.tokens[reader.at] !== "^") return base;
  reader.at += 1;
  const exponent = power(reader);
  return exponent === undefined ? undefined : base ** exponent;
}

function signed(reader: Reader): number | undefined {
  const token = reader.tokens[reader.at++];
  if (token === "-") {
    const value = signed(reader);
    return value === undefined ? undefined : -value;
  }
  if (token === "(") {
    const value = addition(reader);
    return reader.tokens[reader.at++] === ")" ? value : undefined;
  }
  if (token === undefined || !/^\d/.test(token)) return undefined;
  if (reader.tokens[reader.at] !== "%") return Number(token);
  reader.at += 1;
  return Number(token) / 100;
}
