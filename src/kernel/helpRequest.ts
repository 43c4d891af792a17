import type {MimeBundle} from "../core/mime.js";
import type {Inspection} from "./types/typeEngine.js";

const PATH = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_#][\p{ID_Continue}$]*)*`;
const HELP = new RegExp(
  String.raw`^\s*(?:\?{1,2}\s*(?<before>${PATH})|(?<after>${PATH})\s*\?{1,2})\s*$`,
  "u",
);

/** The name in a cell like `?Math.max` or `Math.max?`, which asks for help; no TypeScript reads like that. */
export function helpRequest(code: string): string | undefined {
  const groups = HELP.exec(code)?.groups;
  return groups?.before ?? groups?.after;
}

/** What is known of a name, as text and as Markdown with the signature in a code fence. */
export function inspectionBundle({signature, documentation, tags}: Inspection): MimeBundle {
  const paragraphs = [documentation, tags.join("\n")].filter(text => text !== "");
  const markdownTags = tags.map(tag => tag.replace(/^(@\w+) ?(.*)/s, "*$1* $2")).join("  \n");
  return {
    "text/plain": [signature, ...paragraphs].join("\n\n"),
    "text/markdown": [`\`\`\`ts\n${signature}\n\`\`\``, documentation, markdownTags]
      .filter(text => text !== "")
      .join("\n\n"),
  };
}
