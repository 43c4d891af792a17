import fc from "fast-check";
import {parseWords} from "../../../src/notebook/fence.js";
import type {Cell} from "../../../src/notebook/lesson.js";

/** Front matter of a small lesson 4; a body follows after a line break. */
export const HEAD = `---
title: Demo
lesson: 4
minutes: 30
outcomes:
  - say what a window is
items: [A11, C9]
data: []
engine: none
---
`;

/** The same without its `---` lines. */
export const FRONT_MATTER = HEAD.slice(4, -5);

/** Lines that are likely to trip a reader: fences of every kind, markers, headings, blanks. */
const LINE = fc.constantFrom(
  "",
  "Text with $x^2$ and `code`.",
  "# Heading",
  "## Größe: 3×3",
  "- item",
  "    indented code",
  "~~~ts",
  "~~~",
  "```python",
  "```",
  "````md",
  "````",
  "```typescript",
  "  ```ts",
  "---",
  "<!-- cell -->",
  "<!-- cell id=x -->",
  "<!-- a comment -->",
  "<details><summary>Hint</summary>",
  "const t = `a\u2028b\u00e9\u{1F600}`;",
  'print("\\\\n")',
);

const LINES = fc.array(LINE, {maxLength: 7}).map(lines => lines.join("\n"));
const ID = fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/);
const WORDS = fc
  .record(
    {
      mode: fc.constantFrom("live", "live-small", "static"),
      raises: fc.constantFrom("raises=TypeError", "raises=TS2322"),
      volatile: fc.constant("volatile"),
      tslab: fc.constantFrom("tslab=skip:A", "tslab=skip:strict"),
    },
    {requiredKeys: []},
  )
  .chain(words => fc.shuffledSubarray(Object.values(words)));

/** Cells of both kinds with different ids; not every one of them can be written as a lesson. */
export const CELLS: fc.Arbitrary<Cell[]> = fc.uniqueArray(
  fc.oneof(
    fc.record({kind: fc.constant("markdown" as const), id: ID, source: LINES}),
    fc.record({kind: fc.constant("code" as const), id: ID, source: LINES, fence: WORDS.map(parseWords)}),
    ID.map(id => ({
      kind: "code" as const,
      id: `l04-${id.toLowerCase().replace(/_/g, "-")}`,
      source: "",
      fence: parseWords([`exercise=l04-${id.toLowerCase().replace(/_/g, "-")}`, "live"]),
    })),
  ),
  {minLength: 1, maxLength: 8, selector: cell => cell.id},
);

/** Bodies made of pieces of lessons, most of them not in the right form. */
export const BODIES: fc.Arbitrary<string> = fc
  .array(fc.oneof(LINE, fc.constantFrom("```ts id=a", "```ts id=b live", "```", "", "")), {maxLength: 14})
  .map(lines => `\n${lines.join("\n")}\n`);
