import {createHash} from "node:crypto";
import {type Html, html, Html as Markup} from "./html.js";
import {STYLE} from "./style.js";

/** The page's one style sheet is named by its hash: nothing else may load, run or be sent. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;

/** Everything up to the contents of `main`. */
export function pageHead(title: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
`;
}

export const PAGE_TAIL: Html = html`</main>
</body>
</html>
`;
