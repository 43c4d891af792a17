// `npm run docs:api [-- FOLDER]`: one page for each folder of src/ with what it exports to lessons, from the docstrings.
import fs from "node:fs";
import path from "node:path";
import {Application} from "typedoc";
import {root} from "./setup.mjs";

const BARREL = path.join(root, "src", "index.ts");
/** What stands over a page, by folder. */
const TITLES = {
  conv: "Convolution by hand",
  core: "Arrays, comparison, chance, displays",
  data: "Images: real and generated",
  engine: "What computes",
  exercise: "Exercises",
  lesson: "What a lesson calls",
  models: "Networks of TensorFlow.js",
  nn: "Networks by hand",
  plot: "Charts",
  view: "Pictures",
};

/** The barrel's exports, folder by folder: `conv` -> lines of TypeScript. */
function exportsByFolder() {
  const folders = new Map();
  for (const [, names, file] of fs
    .readFileSync(BARREL, "utf8")
    .matchAll(/^export (.*?) from "\.\/(.*?)";$/gms)) {
    const folder = file.slice(0, file.indexOf("/"));
    if (!(folder in TITLES))
      throw new Error(`docs:api: src/${folder} must have a title in scripts/apiDocs.mjs`);
    const line = `export ${names} from "../../../src/${file}";`;
    folders.set(folder, [...(folders.get(folder) ?? []), line]);
  }
  return folders;
}

/** Entry files beside the build, because each page is one module to typedoc. */
function writeEntries(folders) {
  const into = path.join(root, "dist", ".api", "entries");
  fs.rmSync(into, {recursive: true, force: true});
  fs.mkdirSync(into, {recursive: true});
  const config = path.join(into, "tsconfig.json");
  fs.writeFileSync(
    config,
    JSON.stringify({extends: "../../../tsconfig.json", include: ["*.ts"], exclude: []}),
  );
  const files = [...folders].map(([folder, lines]) => {
    const file = path.join(into, `${folder}.ts`);
    const title = `/**\n * ${TITLES[folder]}.\n *\n * @module ${folder}\n */\n`;
    fs.writeFileSync(file, `${title}${lines.join("\n")}\n`);
    return file;
  });
  return {config, files};
}

/**
 * Writes the pages.
 *
 * @param {string} out  Folder; what is in it goes.
 * @returns {Promise<number>} How many pages there are, the list of them included.
 */
export async function writeApiDocs(out) {
  const {config, files} = writeEntries(exportsByFolder());
  const app = await Application.bootstrapWithPlugins({
    entryPoints: files,
    plugin: ["typedoc-plugin-markdown"],
    tsconfig: config,
    compilerOptions: {incremental: false, tsBuildInfoFile: undefined, rootDir: root},
    skipErrorChecking: true,
    outputs: [{name: "markdown", path: out}],
    name: "kernelbook",
    readme: "none",
    outputFileStrategy: "modules",
    entryFileName: "README",
    hidePageHeader: true,
    hideBreadcrumbs: true,
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    blockTags: ["@param", "@returns", "@throws", "@source", "@example", "@module"],
    groupOrder: ["Functions", "Classes", "Variables", "Type Aliases", "Interfaces"],
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    logLevel: "Warn",
    validation: {notExported: false, invalidLink: true, notDocumented: false},
  });
  const project = await app.convert();
  if (project === undefined || app.logger.hasErrors())
    throw new Error("docs:api: typedoc must read src/, see above");
  fs.rmSync(out, {recursive: true, force: true});
  await app.generateOutputs(project);
  return fs.readdirSync(out).length;
}

if (process.argv[1] === import.meta.filename) {
  const out = path.resolve(process.argv[2] ?? path.join(root, "docs", "api"));
  console.log(`${await writeApiDocs(out)} pages in ${path.relative(process.cwd(), out)}`);
}
