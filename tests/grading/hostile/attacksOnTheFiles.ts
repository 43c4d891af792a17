import {execFileSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {type Hostile, type Place, QUESTIONS} from "./hostile.js";
import {zip} from "./zip.js";

/** Attacks by the files that are handed in and by their names. */
export const attacksOnTheFiles: readonly Hostile[] = [
  {
    number: 33,
    does: "is an archive that wants to be unpacked elsewhere, with links, devices, a bomb and another archive",
    write: ({submitted, student, assignment, right, targets: {decoy}}) => {
      const archive = zip([
        {name: "../../escaped.ipynb", data: right},
        {name: `${decoy}/escaped.ipynb`, data: right},
        {name: "..\\..\\escaped.ipynb", data: right},
        {name: "link.ipynb", data: `${decoy}/right.ipynb`, mode: 0o120777},
        {name: "device.ipynb", data: "", mode: 0o20666},
        {name: "bomb.ipynb", data: Buffer.alloc(200_000_000)},
        {name: "nested.zip", data: zip([{name: `${assignment}.ipynb`, data: right}])},
        {name: `${assignment}.ipynb`, data: right},
      ]);
      fs.writeFileSync(path.join(submitted, `${student}.zip`), archive);
    },
    expected: {verdicts: {}, notes: [/escaped\.ipynb/, /link\.ipynb/, /nested\.zip/]},
  },
  {
    number: 34,
    does: "hands in a link, a pipe, a folder and two gigabytes in place of notebooks",
    write: place => {
      const folder = ownFolder(place);
      fs.symlinkSync(
        path.join(place.targets.decoy, "right.ipynb"),
        path.join(folder, `${place.assignment}.ipynb`),
      );
      execFileSync("mkfifo", [path.join(folder, "pipe.ipynb")]);
      fs.mkdirSync(path.join(folder, "folder.ipynb"));
      fs.closeSync(fs.openSync(path.join(folder, "large.ipynb"), "w"));
      fs.truncateSync(path.join(folder, "large.ipynb"), 2 ** 31);
    },
    expected: {
      verdicts: Object.fromEntries(QUESTIONS.map(id => [id, "ungradable"])),
      notes: [/link/i, /large\.ipynb/],
    },
  },
  {
    number: 35,
    does: "comes from somebody whose name is a formula with a comma, a new line and marks that turn text round",
    student: '=HYPERLINK("http:x","y"),a\nb\u202egpj\u{1f642}',
    expected: {verdicts: {}},
  },
  {
    number: 42,
    does: "ends in the middle of its JSON",
    write: place => {
      fs.writeFileSync(
        path.join(ownFolder(place), `${place.assignment}.ipynb`),
        `\ufeff${place.right.slice(0, place.right.length / 2)}`,
      );
    },
    expected: {
      verdicts: Object.fromEntries(QUESTIONS.map(id => [id, "ungradable"])),
      says: {"l04-correlate2d": /JSON/},
    },
  },
  {
    number: 45,
    does: "brings its own settings, packages and compiler options",
    write: place => {
      const folder = ownFolder(place);
      const files = {
        "tsconfig.json": '{"compilerOptions": {"strict": false, "noEmit": true}}',
        "package.json": '{"name": "kernelbook", "type": "commonjs", "scripts": {"preinstall": "exit 1"}}',
        ".npmrc": "ignore-scripts=false\n",
        "node_modules/assert/index.js": "module.exports = () => {};",
        "node_modules/kernelbook/index.js": "exports.correlate2d = () => [[7]];",
        "conftest.py": "raise SystemExit(0)\n",
        "results.json": '{"earned": 100}',
        [`${place.assignment}.ipynb`]: place.right,
      };
      for (const [name, text] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
        fs.writeFileSync(path.join(folder, name), text);
      }
    },
    expected: {verdicts: {}},
  },
];

function ownFolder({submitted, student, assignment}: Place): string {
  const folder = path.join(submitted, student, assignment);
  fs.mkdirSync(folder, {recursive: true});
  return folder;
}
