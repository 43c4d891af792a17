import {parentPort, workerData} from "node:worker_threads";
import {CellFiles} from "./cellFiles.js";
import {guessedSettings} from "./cellSettings.js";
import {answerCalls, type SyncLink} from "./syncCall.js";
import type {TypeScript7Call} from "./typescript7Calls.js";
import {projectFiles, TypeScript7Project} from "./typescript7Project.js";
import {startTypeScript7, type TypeScript7Server} from "./typescript7Server.js";

export interface TypeScript7Start {
  readonly link: SyncLink;
  /** The notebook's folder, absolute. */
  readonly folder: string;
  /** Declarations of what every cell can name without an import. */
  readonly globals: string;
}

const {link, folder, globals}: TypeScript7Start = workerData;
let server: TypeScript7Server | undefined;
let project: TypeScript7Project | undefined;

async function start(): Promise<void> {
  server = await startTypeScript7(folder);
  parentPort?.postMessage({server: server?.pid});
  project = server && new TypeScript7Project(server);
}

/** The notebook is read before anybody asks: its caller has a compiler of its own to load first. */
function openEarly(): void {
  const settings = guessedSettings(folder);
  if (settings === undefined || project === undefined) return;
  const paths = new CellFiles(folder);
  try {
    project.open(projectFiles(paths, paths.emptyNotebook(globals), settings));
    project.typeErrors(paths.current)();
  } catch {
    // whoever asks for the same will be told
  }
}

function opened(): TypeScript7Project {
  if (project === undefined) throw new Error("typescript7: must be started, got a closed one");
  return project;
}

async function answer(call: TypeScript7Call): Promise<unknown> {
  switch (call.method) {
    case "start":
      if (project === undefined) await start();
      return project?.version;
    case "open":
      return opened().open(call.project);
    case "update":
      return opened().update(call.texts, call.real);
    case "syntaxErrors":
      return opened().syntaxErrors(call.file);
    case "typeErrors":
      return opened().typeErrors(call.file)();
    case "completions":
      return opened().completions(call.file, call.offset);
    case "quickInfo":
      await server?.loadApi();
      return opened().quickInfo(call.file, call.offset, call.kind);
    case "close":
      project?.close();
      project = undefined;
      parentPort?.postMessage({server: undefined});
  }
}

function tidy(): void {
  try {
    project?.tidy();
  } catch {
    // the next call will say what is wrong with the server
  }
}

await start();
openEarly();
answerCalls(link, answer, tidy);
