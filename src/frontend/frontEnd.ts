import type {Report} from "./report.js";

/** What to open and where to listen. */
export interface StartOptions {
  /** The folder that is shown; files outside of it can't be opened. */
  readonly folder: string;
  /** A file to open, relative to `folder` with forward slashes; else the folder itself is shown. */
  readonly file?: string;
  /** A port on 127.0.0.1. Without one the front end takes its usual port or the next free one. */
  readonly port?: number;
  /** Start although this process runs as root: for containers and tests. */
  readonly allowRoot?: boolean;
}

/** A front end that answers. */
export interface RunningFrontEnd {
  /** Address of the opened file, with the token. */
  readonly url: string;
  /** Settles when the front end has ended, for whatever reason; the value is a sentence when it was not asked to. */
  readonly ended: Promise<string | undefined>;
  /** Ends it with its kernels. Safe to call twice. */
  stop(): Promise<void>;
}

/** A program in which a notebook is read and run: JupyterLab now, a workbook that needs only Node later. */
export interface FrontEnd {
  /** As people call it. */
  readonly name: string;
  /** Installs and sets up what is missing. @throws {StepError} When something can't be had. */
  prepare(report: Report): Promise<void>;
  /** Starts it and resolves when it answers. @throws {StepError} When it does not come up. */
  start(options: StartOptions): Promise<RunningFrontEnd>;
}
