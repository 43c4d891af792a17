// Draws the kernel's logo into assets/kernel/: a 3 x 3 kernel of positive and negative weights, the course's first picture.
// Run it after a change here: node scripts/assets/kernelLogo.mjs
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {initWasm, Resvg} from "@resvg/resvg-wasm";

const WEIGHTS = [
  [-1, 0, 1],
  [-2, 0, 2],
  [-1, 0, 1],
];
const COLOURS = {"-2": "#2166ac", "-1": "#92c5de", 0: "#f7f7f7", 1: "#f4a582", 2: "#b2182b"};

const cells = WEIGHTS.flatMap((row, y) =>
  row.map(
    (weight, x) =>
      `  <rect x="${8 + 17 * x}" y="${8 + 17 * y}" width="14" height="14" rx="2" fill="${COLOURS[weight]}"/>`,
  ),
);
const svg = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" role="img">',
  "  <title>TypeScript (kernelbook)</title>",
  '  <rect width="64" height="64" rx="10" fill="#26323c"/>',
  ...cells,
  "</svg>",
  "",
].join("\n");

const folder = new URL("../../assets/kernel/", import.meta.url);
mkdirSync(folder, {recursive: true});
writeFileSync(new URL("logo-svg.svg", folder), svg);
await initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
for (const size of [32, 64]) {
  const png = new Resvg(svg, {fitTo: {mode: "width", value: size}}).render().asPng();
  writeFileSync(new URL(`logo-${size}x${size}.png`, folder), png);
}
