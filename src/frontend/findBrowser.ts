import fs from "node:fs";
import path from "node:path";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

/** Where the installers of macOS and Windows put them. */
function fixedPlaces(): string[] {
  if (process.platform === "darwin") {
    return ["Chromium", "Google Chrome", "Microsoft Edge"].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== "win32") return [];
  const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
  return roots
    .filter(root => root !== undefined)
    .flatMap(root =>
      ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"].map(name =>
        path.join(root, name),
      ),
    );
}

function onPath(program: string): string[] {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter(folder => folder !== "")
    .map(folder => path.join(folder, program));
}

/** A browser of the Chromium family: `CHROME_PATH`, else the first one found. Nothing is started. */
export function findBrowser(): string | undefined {
  const chosen = process.env.CHROME_PATH;
  return [...(chosen ? [chosen] : []), ...PROGRAMS.flatMap(onPath), ...fixedPlaces()].find(file =>
    fs.existsSync(file),
  );
}
