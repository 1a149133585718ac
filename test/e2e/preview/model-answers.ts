/** An answer with every kind of block that people see often. */
export const explanation = `\`total\` adds up the order's lines and takes off the discount **once**, at the end.

Two things to know:

1. It throws on an empty order. \`reduce\` has no first value:
   \`\`\`ts
   lines.reduce((sum, line) => sum + line.price * line.count);
   \`\`\`
2. Prices are floating point, so \`0.1 + 0.2\` shows as \`0.30000000000000004\`.

A version that holds:

\`\`\`typescript
/** The order's total in cents. */
export function total({ lines, discount }: Order): number {
  const sum = lines.reduce((cents, { price, count }) => cents + price * count, 0);
  // A discount is a share, such as 0.15.
  return Math.round(sum * (1 - (discount ?? 0)));
}
\`\`\`

| Case | Before | After |
| :--- | ---: | ---: |
| empty order | throws | 0 |
| 3 × 0.1 | 0.30000000000000004 | 30 |

> Callers that show the total must divide by 100. See [MDN](https://developer.mozilla.org).
`;

/** Cut in the middle of a code block. */
export const halfATest = `Here is one with \`node:test\`:

\`\`\`ts
import assert from "node:assert/strict";
import { it } from "node:test";

it("is 0 for an empty order", () => {
  assert.equal(total({ lines: []`;
