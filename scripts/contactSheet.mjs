// One page with every chart and every view that the tests draw, on a light and on a dark ground, to be looked at.
//   npm run contact-sheet [-- FOLDER] [-- --only TEXT]
import fs from "node:fs";
import path from "node:path";
import {root} from "./setup.mjs";

const flags = process.argv.slice(2);
const only = flags.includes("--only") ? flags[flags.indexOf("--only") + 1] : "";
const folder = path.resolve(
  flags[0] && !flags[0].startsWith("--") ? flags[0] : path.join(root, ".cache", "contact-sheet"),
);

const load = file => import(path.join(root, "dist", file));
const [{CHARTS}, {VIEWS}, {chartBundle}, {darkChart}, {testBrowser, launchBrowser}] = await Promise.all(
  [
    "tests/plot/support.js",
    "tests/view/support.js",
    "src/plot/chartBundle.js",
    "src/plot/theme.js",
    "tests/support/browser.js",
  ].map(load),
);

async function chartImage(spec) {
  return `<img src="data:image/png;base64,${(await chartBundle(spec))["image/png"]}">`;
}

async function figure(name, content) {
  return `<figure><figcaption>${name}</figcaption>${content}</figure>`;
}

async function sheet(theme) {
  const figures = [];
  for (const [name, spec] of Object.entries(CHARTS))
    if (name.includes(only))
      figures.push(await figure(name, await chartImage(theme === "dark" ? darkChart(spec) : spec)));
  for (const [name, picture] of Object.entries(VIEWS))
    if (name.includes(only))
      figures.push(await figure(name, theme === "dark" ? picture.inDark().svg : picture.svg));
  return `<section class="${theme}"><h1>${theme}</h1><div>${figures.join("\n")}</div></section>`;
}

const STYLE = `
  body { margin: 0; font: 14px "DejaVu Sans", Verdana, sans-serif }
  section { padding: 24px }
  section > div { display: flex; flex-wrap: wrap; gap: 28px; align-items: flex-start }
  figure { margin: 0; max-width: 760px }
  figcaption { margin-bottom: 6px; opacity: 0.7 }
  img { zoom: 0.667 }
  .light { background: #fff; color: #1a1a1a }
  .dark { background: #111317; color: #ececec }
`;

fs.mkdirSync(folder, {recursive: true});
const pages = {light: await sheet("light"), dark: await sheet("dark")};
const page = body =>
  `<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>${STYLE}</style>${body}`;
const html = path.join(folder, "contact-sheet.html");
fs.writeFileSync(html, page(pages.light + pages.dark));
console.log(html);

const executable = await testBrowser();
if (executable !== undefined) {
  const browser = await launchBrowser(executable);
  for (const [theme, body] of Object.entries(pages)) {
    const view = await browser.newPage({viewport: {width: 1600, height: 1000}});
    await view.setContent(page(body));
    const png = path.join(folder, `contact-sheet-${theme}.png`);
    await view.screenshot({path: png, fullPage: true});
    console.log(png);
  }
  await browser.close();
}
