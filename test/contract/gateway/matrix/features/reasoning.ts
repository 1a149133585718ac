import assert from "node:assert/strict";
import type { Asking, Feature } from "../feature.ts";
import type { Answer, Got, Told, Wish } from "../words.ts";
import { asks, says } from "./conversation.ts";
import { readCall, tools } from "./tools.ts";

const PROOF = "EqQBCgIYAhIMx7Kd";
const THOUGHT = "I should look into it.";

const wish: Wish = asks("What is in there?", { tools, thinks: true, maxTokens: 4000 });
const reply: Answer = {
  content: [{ reasoning: THOUGHT, proof: PROOF }, { call: readCall }],
  finish: "calls",
};

/** What the upstream must get back: its own proof, or the reasoning itself where that is all there is. */
function proofAt(got: Got): string {
  return got.format === "openai-chat" ? THOUGHT : PROOF;
}

async function firstTurn({ ask }: Asking): Promise<Told> {
  const { told } = await ask(wish, reply);
  assert.equal(told.reasoning, THOUGHT);
  assert.equal(told.calls.length, 1);
  return told;
}

function secondTurn(first: Told): Wish {
  const [call] = first.calls;
  assert.ok(call);
  const result = { id: call.id, name: call.name, text: "export {};" };
  return {
    ...wish,
    turns: [...wish.turns, { role: "native", answer: first.native }, { role: "results", results: [result] }],
  };
}

/** Reasoning, and its proof. */
export const reasoning: readonly Feature[] = [
  {
    name: "reasoning, and its proof given back",
    needs: ["thinks", "conversation"],
    wish,
    reply,
    async run(asking) {
      const first = await firstTurn(asking);
      const { got, told } = await asking.ask(secondTurn(first), says("Nothing."));
      assert.deepEqual(got.proofs, [proofAt(got)]);
      assert.equal(told.text, "Nothing.");
    },
  },
  {
    name: "reasoning dropped for another provider",
    needs: ["thinks", "conversation"],
    wish,
    reply,
    async run(asking) {
      const first = await firstTurn(asking);
      const { got, told } = await asking.elsewhere().ask(secondTurn(first), says("Nothing."));
      assert.ok(!got.raw.includes(PROOF) && !got.raw.includes("switchyard"), `a proof went elsewhere: ${got.raw}`);
      assert.match(got.raw, /export \{\};/);
      assert.equal(told.text, "Nothing.");
    },
  },
];
