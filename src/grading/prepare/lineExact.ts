import type {RawSourceMap} from "../../kernel/compile/compiledCell.js";
import {SourceMapReader} from "../../kernel/compile/sourceMap.js";
import {compiler} from "./compiler.js";
import {tokensOf} from "./tokens.js";

/** No line may end behind these words: a semicolon would be put in. */
const HOLDS_ON = new Set(["return", "throw", "break", "continue", "yield", "async"]);
/** None may end before these signs. */
const CLINGS = new Set(["++", "--", "=>"]);

/**
 * Emitted JavaScript with every token on the line it came from, so that an error's line is the cell's line without a map.
 *
 * @param code  As TypeScript prints it: with all its semicolons.
 */
export function lineExact(code: string, map: RawSourceMap): string {
  const ts = compiler();
  const reader = new SourceMapReader(map);
  const file = ts.createSourceFile("emitted.ts", code, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const parts: string[] = [];
  let line = 1;
  let before = "";
  for (const token of tokensOf(file)) {
    const start = token.getStart(file);
    const text = code.slice(start, token.end);
    const place = file.getLineAndCharacterOfPosition(start);
    const source = reader.original(place.line + 1, place.character + 1)?.line ?? line;
    if (source > line && !HOLDS_ON.has(before) && !CLINGS.has(text)) {
      parts.push("\n".repeat(source - line));
      line = source;
    } else if (start > token.pos) parts.push(" ");
    parts.push(text);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) line++;
    before = text;
  }
  return parts.join("");
}
