import path from "node:path";
import {jupyterLab} from "../frontend/jupyterLab.js";
import {labFolders} from "../frontend/labSettings.js";
import {placesBelow} from "../frontend/places.js";
import {consoleReport, type Report} from "../frontend/report.js";
import {serveUntilStopped} from "../frontend/serve.js";
import {prepareWork} from "../notebook/prepareWork.js";
import {UsageError} from "./command.js";
import {parseServeArguments, SERVE_OPTIONS} from "./serveArguments.js";

const HELP = `Usage: kernelbook start [LESSON] [--port N] [--no-browser] [--allow-root]

Opens the course: your own copies of the lessons, in work/. They are made once and never overwritten.

  LESSON        the lesson to open, by number or name (default: the first)
${SERVE_OPTIONS}`;

/** @param report  How the steps are shown, when the caller has begun such a list itself. */
export async function run(args: readonly string[], report: Report = consoleReport): Promise<number> {
  const {name, help, ...options} = parseServeArguments("start", args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const places = placesBelow();
  let file = "";
  let news: readonly string[] = [];
  await report("Your copies of the lessons, in work/", async () => {
    ({file, news} = openCopies(places.root, name));
    return news.length === 0 ? "up to date" : "new";
  });
  for (const message of news) console.log(`    ${message}`);
  return await serveUntilStopped(jupyterLab(places), {
    ...options,
    folder: places.work,
    file,
    privateFolder: labFolders(places.lab).runtime,
    report,
  });
}

/**
 * Makes the copies that are missing.
 *
 * @returns The name of the copy to open, and what to tell the learner.
 */
function openCopies(root: string, name: string | undefined): {file: string; news: readonly string[]} {
  try {
    const copies = prepareWork({root});
    const [chosen] = name === undefined ? copies : prepareWork({root, lessons: [name]});
    if (chosen === undefined)
      throw new RangeError("start: there must be a built lesson in notebooks/, got none");
    return {
      file: path.basename(chosen.file),
      news: copies.map(({message}) => message).filter(message => message !== ""),
    };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message.replace(/^\w+/, "start"));
    throw error;
  }
}
