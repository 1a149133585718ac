import { nameWords } from "../code/name-words.ts";
import { amountOf, bodyFor } from "./bodies.ts";
import { inStyle, type Caret } from "./caret.ts";
import { enclosingHead, linesSoFar, readHead } from "./signature.ts";

/** Goes on after a keyword (`for`, `if`, `return`, `throw`) or a `name = `, with names that are in reach. */
export function statement(caret: Caret): string | undefined {
  const { family } = caret.language;
  if (family === "general") return undefined;
  const begun = caret.before.trimStart();
  if (/^for $/.test(begun) || /^for \($/.test(begun)) return loop(caret, begun);
  if (/^(?:\} else )?if \($/.test(begun) || (family === "python" && /^(?:el)?if $/.test(begun)))
    return guard(caret, begun);
  if (/^return $/.test(begun)) return returned(caret);
  if (family === "typescript" && /^throw (?:new )?$/.test(begun)) {
    return `${begun === "throw " ? "new " : ""}Error("${failureText(caret)}")${caret.semicolons ? ";" : ""}`;
  }
  if (family === "python" && /^raise $/.test(begun)) return `ValueError("${failureText(caret)}")`;
  const [, name = ""] = /^(?:(?:const|let|var) )?(\w+)(?::[^=]+)? = (?:await )?$/.exec(begun) ?? [];
  return name === "" ? undefined : callFor(name, caret);
}

function loop(caret: Caret, begun: string): string | undefined {
  const list = namesInReach(caret).find((name) => /[^s]s$|List$|_list$/.test(name));
  if (list === undefined) return undefined;
  const item = singular(list);
  if (caret.language.family === "python")
    return `${item} in ${list}:\n${inStyle(caret, loopStep(caret, item), caret.indent + caret.unit)}`;
  const body = inStyle(caret, `${loopStep(caret, item)};`, caret.indent + caret.unit);
  return `${begun === "for " ? "(" : ""}const ${item} of ${list}) {\n${body}\n${caret.indent}}`;
}

/** What a loop does with an item: adds it to the sum or the list that was begun above, else prints it. */
function loopStep(caret: Caret, item: string): string {
  const soFar = linesSoFar(caret).join("\n");
  const sum = /\b(\w+)(?:: \w+)? = 0\b/.exec(soFar)?.[1];
  const amount = amountOf(caret.text).replace(/\bitem\b/g, item);
  if (sum !== undefined) return `${sum} += ${amount}`;
  const list = /\b(\w+)(?:: [^=\n]+)? = \[\]/.exec(soFar)?.[1];
  const python = caret.language.family === "python";
  if (list !== undefined) return `${list}.${python ? "append" : "push"}(${item})`;
  return python ? `print(${item})` : `console.log(${item})`;
}

function guard(caret: Caret, begun: string): string | undefined {
  const name = namesInReach(caret)[0];
  if (name === undefined) return undefined;
  const plural = /[^s]s$/.test(name);
  const step = caret.indent + caret.unit;
  if (caret.language.family === "python")
    return `not ${name}:\n${step}return${enclosingHead(caret) === undefined ? "" : " None"}`;
  const test = plural ? `${name}.length === 0` : `!${name}`;
  return `${begun.endsWith("(") ? "" : "("}${test}) {\n${inStyle(caret, "return;", step)}\n${caret.indent}}`;
}

function returned(caret: Caret): string | undefined {
  const end = caret.language.family === "typescript" && caret.semicolons ? ";" : "";
  const declared = lastDeclared(linesSoFar(caret));
  if (declared !== undefined) return declared + end;
  const head = enclosingHead(caret);
  if (head === undefined || caret.language.family === "general") return undefined;
  const body = bodyFor(head, caret.language.family, caret.text);
  const line =
    body?.startsWith("return ") && !body.includes("\n") ? inStyle(caret, body, "").slice("return ".length) : undefined;
  return line ?? (head.parameters[0] === undefined ? undefined : head.parameters[0] + end);
}

/** The variable that was declared last in some lines. */
export function lastDeclared(lines: readonly string[]): string | undefined {
  for (const line of lines.toReversed()) {
    const name = /^\s*(?:const|let|var) (\w+)|^\s*(\w+)(?:: [\w[\], ]+)? = /.exec(line);
    if (name) return name[1] ?? name[2];
  }
  return undefined;
}

/** Names that a statement at the caret can use: the function's parameters, then variables, the nearest first. */
function namesInReach(caret: Caret): readonly string[] {
  const lines = linesSoFar(caret);
  const source = lines.length > 0 || enclosingHead(caret) !== undefined ? lines : caret.above;
  const declared = source.toReversed().flatMap((line) => lastDeclared([line]) ?? []);
  return [...(enclosingHead(caret)?.parameters ?? []), ...declared].filter((name) => !/^(?:i|j|_)$/.test(name));
}

/** A call of the function whose name fits a variable's best: `total = ` gets `calculateTotal(items)`. */
function callFor(variable: string, caret: Caret): string | undefined {
  const wanted = nameWords(variable);
  const heads = [...caret.above, ...caret.below]
    .map((line) => readHead(line, caret))
    .filter((head) => head !== undefined);
  const own = enclosingHead(caret)?.name;
  const head = heads.find(({ name }) => name !== own && wanted.every((word) => nameWords(name).includes(word)));
  if (head === undefined) return undefined;
  const inReach = new Set(namesInReach(caret));
  const given = head.parameters.map((name) =>
    inReach.has(name) ? name : ([...inReach].find((other) => alike(other, name)) ?? name),
  );
  const end = caret.language.family === "typescript" && caret.semicolons ? ";" : "";
  return `${head.name}(${given.join(", ")})${end}`;
}

function alike(a: string, b: string): boolean {
  return a.toLowerCase().endsWith(b.toLowerCase()) || b.toLowerCase().endsWith(a.toLowerCase());
}

function singular(name: string): string {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  if (/(?:_list|List)$/.test(name)) return name.replace(/_?[lL]ist$/, "");
  return /(?:ss|sh|ch|x)es$/.test(name) ? name.slice(0, -2) : name.slice(0, -1);
}

function failureText(caret: Caret): string {
  const head = enclosingHead(caret);
  const subject = head?.parameters[0];
  return subject === undefined ? "This should not happen." : `Unexpected ${nameWords(subject).join(" ")}.`;
}
