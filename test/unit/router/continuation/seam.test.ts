import assert from "node:assert/strict";
import { Seam } from "../../../../src/router/continuation/seam.ts";
import { cutAt, seamOf } from "../../../support/continued-answers.ts";

/** What is let through of a continuation, and the verdict where it is not `joined`. */
function after(shown: string, said: string): string {
  const cut = cutAt(shown, shown.length);
  assert.ok(cut);
  const { text, verdict } = seamOf(cut, [said]);
  return verdict === "joined" ? text : `${verdict}: ${text}`;
}

const story = "Once upon a time there was a router. It sent every question to a model, and one day the model broke o";
const list = "- it listens\n- it forwards\n- it remembers everything";
const code = "Like this:\n\n```ts\nconst answer = await model.ask(question);\nconsole.log(";

describe("a seam", () => {
  const cases: readonly (readonly [what: string, shown: string, said: string, news: string])[] = [
    ["drops the anchor", story, "the model broke off in mid-word.", "ff in mid-word."],
    ["drops less than the anchor", story, "the model broke off.", "ff."],
    ["drops the last sentence", story, "It sent every question to a model, and one day the model broke off.", "ff."],
    ["keeps a few words that happen to be the same", story, "model broke o", "model broke o"],
    [
      "keeps what begins in mid-word",
      "Whatever the antidisestablishmentarian",
      "establishmentarianism.",
      "establishmentarianism.",
    ],
    ["joins what goes straight on", story, "ff.", "ff."],
    ["puts no blank between words", "It is", "so.", "so."],
    ["drops one line of talk", story, "Sure, continuing:\none day the model broke off.", "ff."],
    ["drops talk in an odd shape", story, "*(Continuing…)*\n\n…and one day the model broke off.", "ff."],
    ["keeps talk without the anchor", story, "Sure, continuing:\nff.", "Sure, continuing:\nff."],
    ["keeps talk before less than the anchor", story, "Sure:\nthe model broke off.", "Sure:\nthe model broke off."],
    [
      "keeps a sentence that is followed by the same words",
      story,
      "ff. Then one day the model broke o",
      "ff. Then one day the model broke o",
    ],
    [
      "keeps a list item that is there twice",
      list,
      "\n- it forwards\n- it remembers",
      "\n- it forwards\n- it remembers",
    ],
    [
      "keeps the line of a loop that comes again",
      `${code}answer);`,
      "\nif (more) {\nconsole.log(answer);",
      "\nif (more) {\nconsole.log(answer);",
    ],
    ["keeps a line that is there twice", `${code}answer);`, "\nconsole.log(answer);\n", "\nconsole.log(answer);\n"],
    [
      "keeps a line that is there in the code and behind it",
      `${code}answer);\n`,
      "```\nconsole.log(answer); prints it.",
      "```\nconsole.log(answer); prints it.",
    ],
    ["keeps less than the anchor behind a sign of omission", story, "…the model broke o", "…the model broke o"],
    [
      "keeps a line that is not like talk",
      story,
      "And so\none day the model broke off.",
      "And so\none day the model broke off.",
    ],
    [
      "keeps talk that is too long",
      story,
      `${"Sure, here it is. ".repeat(13)}\none day the model broke off.`,
      `${"Sure, here it is. ".repeat(13)}\none day the model broke off.`,
    ],
    [
      "keeps what begins like a part that is there twice",
      `${list}\n\n${list}\n\nAnd:`,
      `\n\n${list.slice(0, -1)}!`,
      `\n\n${list.slice(0, -1)}!`,
    ],
    [
      "drops a fence that is open already, but not the line break before it",
      code,
      "\n```ts\nanswer);\n```",
      "\nanswer);\n```",
    ],
    ["drops a fence that was just opened", "Like this:\n\n```ts\n", "```ts\n1;\n```", "1;\n```"],
    ["drops a fence without a language that was just opened", "Like this:\n\n```\n", "```\n1;\n```", "1;\n```"],
    ["drops a fence that is open around another one", "```md\nLike this:\n```js\n1;\n", "```md\n2;", "2;"],
    [
      "keeps a fence behind code in a line that looks like one",
      "```code``` is inline.\n",
      "```ts\n1;\n```",
      "```ts\n1;\n```",
    ],
    ["drops a fence that is open already", code, "```ts\nanswer);\n```", "answer);\n```"],
    [
      "drops talk, fence and anchor",
      code,
      "Here you go:\n\n```ts\nawait model.ask(question);\nconsole.log(answer);",
      "answer);",
    ],
    ["keeps the end of a fence", `${code}1);`, "\n```\n\nDone.", "\n```\n\nDone."],
    ["keeps the end of a fence at a line's start", `${code}1);\n`, "```\n\nDone.", "```\n\nDone."],
    ["keeps a fence where none is open", story, "ff:\n```ts\n1;\n```", "ff:\n```ts\n1;\n```"],
    ["finishes the line that opens a fence", "Like this:\n\n```t", "```ts\n1;\n```", "s\n1;\n```"],
    ["begins the code after the line that opens a fence", "Like this:\n\n```ts", "```typescript\n1;\n```", "\n1;\n```"],
    ["keeps a smaller fence inside of a larger one", "````md\nLike this:\n", "```ts\n1;\n```", "```ts\n1;\n```"],
    ["drops the whole answer told again", story, `${story}ff.`, "ff."],
    ["drops talk and the whole answer told again", list, `Here is all of it:\n\n${list}\n- it sleeps`, "\n- it sleeps"],
    ["lets nothing through of an answer told anew", story, story.replace("broke o", "stopped"), "lost: "],
    ["lets nothing through of an answer told again that stops early", story, story.slice(0, 60), "lost: "],
    ["lets nothing through of an anchor that stops early", story, "one day the model bro", "lost: "],
    ["says that nothing came", story, "", "empty: "],
    ["says that only white space came", story, " \n", "empty:  \n"],
    ["takes the anchor alone for the end", story, "one day the model broke o", ""],
    [
      "does not repeat a line break that was shown",
      `${list}\n`,
      `- it remembers everything\n- it sleeps`,
      "- it sleeps",
    ],
    [
      "adds the line break that was missing",
      `${list}\n`,
      `- it remembers everything\n\nThat is all.`,
      "\nThat is all.",
    ],
    ["does not add blanks up to a line break", `${list}\n`, `- it remembers everything  That`, "That"],
    ["puts the line break of the next part behind a blank", `${list} `, `- it remembers everything\nThat`, "\nThat"],
    ["puts a last line break behind a blank", `${list} `, "- it remembers everything\n", "\n"],
    ["does not repeat a part of the line breaks that were shown", `${list}\n\n`, "- it remembers everything\n", ""],
    ["keeps the indentation of the next line", `${list}\n\n`, `- it remembers everything\n  That`, "  That"],
    ["does not add two ways to indent a line", `${list}\n\t`, `- it remembers everything\n    That`, "That"],
    ["takes care of Windows' line breaks", `${list}\r`, `- it remembers everything\r\nThat`, "\nThat"],
  ];
  for (const [what, shown, said, news] of cases) it(what, () => assert.equal(after(shown, said), news));

  it("lets text through at once that cannot be a repetition", () => {
    const seam = new Seam(story, "the model broke o");
    assert.equal(seam.push("ff,"), "ff,");
    assert.equal(seam.push(" and "), " and ");
  });

  it("waits two hundred characters for the end of what may be a line of talk", () => {
    const seam = new Seam(story, "one day the model broke o");
    assert.equal(seam.push("好".repeat(200)), "");
    assert.equal(seam.push("好"), "好".repeat(201));
  });

  it("lets text through at once behind the anchor", () => {
    const seam = new Seam(story, "one day the model broke o");
    assert.equal(seam.push("one day the model "), "");
    assert.equal(seam.push("broke of"), "f");
    assert.equal(seam.push("f."), "f.");
  });

  it("shows nothing any more once it is lost", () => {
    const seam = new Seam(story, "one day the model broke o");
    assert.equal(seam.push(`${story.slice(0, 60)}, but then`), "");
    assert.equal(seam.push(" one day the model broke off."), "");
    assert.deepEqual(seam.end(), { text: "", verdict: "lost" });
  });

  it("keeps the halves of a code point together", () => {
    const whole = "What a nice day for a walk 🎉 in the park";
    const cut = cutAt(whole, whole.indexOf("🎉") + 1);
    assert.ok(cut);
    assert.equal(cut.shown + seamOf(cut, [cut.anchor + whole.slice(cut.shown.length - 2)]).text, whole);
  });

  it("trusts the anchor of a text that does nothing but repeat itself", () => {
    const shown = "one two three four. ".repeat(300);
    const cut = cutAt(shown, shown.length);
    assert.ok(cut && cut.anchor.length > 1900 && cut.anchor.length <= 2000);
    assert.equal(seamOf(cut, [`${cut.anchor} five.`]).text, "five.");
  });

  it("is quick with a long text told again", () => {
    const shown = Array.from({ length: 5000 }, (_, at) => `Line ${at} of many.`).join("\n");
    assert.equal(after(shown, `${shown}\nThe end.`), "\nThe end.");
  });
});
