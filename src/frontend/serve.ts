import type {FrontEnd, StartOptions} from "./frontEnd.js";
import {openBrowser} from "./openBrowser.js";
import {consoleReport, describeFailure, type Report, StepError} from "./report.js";

/** How a front end is shown to the person who typed the command. */
export interface ServeOptions extends StartOptions {
  /** Open the browser; without it only the address is printed. */
  readonly browser: boolean;
  /** A folder for files of this run that only this user can read. */
  readonly privateFolder: string;
  readonly report?: Report;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function firstSignal(): {readonly received: Promise<undefined>; forget(): void} {
  let receive = () => {};
  const received = new Promise<undefined>(resolve => {
    receive = () => resolve(undefined);
  });
  // They stay on after the first: a second Ctrl-C must not end us before the server has ended.
  for (const signal of SIGNALS) process.on(signal, receive);
  return {
    received,
    forget() {
      for (const signal of SIGNALS) process.off(signal, receive);
    },
  };
}

async function serve(frontEnd: FrontEnd, options: ServeOptions): Promise<number> {
  const report = options.report ?? consoleReport;
  await frontEnd.prepare(report);
  const signal = firstSignal();
  try {
    const starting = frontEnd.start(options);
    await report(`${frontEnd.name} starts`, async () => {
      await starting;
      return "ready";
    });
    const running = await starting;
    const opened = options.browser && (await openBrowser(running.url, options.privateFolder));
    console.log(
      `\n${opened ? "Your browser opens" : "Open this address in your browser"}:\n\n  ${running.url}\n`,
    );
    console.log("Ctrl-C ends it.");
    const reason = await Promise.race([signal.received, running.ended]);
    if (reason === undefined) console.log(`\nEnding ${frontEnd.name} and its kernels ...`);
    await running.stop();
    if (reason !== undefined) {
      console.error(reason);
      return 1;
    }
    return 0;
  } finally {
    signal.forget();
  }
}

/**
 * Prepares and starts a front end, shows its address and keeps it until Ctrl-C.
 *
 * @returns Exit code: 0 after Ctrl-C, 1 when something is missing or the front end ended by itself.
 */
export async function serveUntilStopped(frontEnd: FrontEnd, options: ServeOptions): Promise<number> {
  try {
    return await serve(frontEnd, options);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    console.error(`\n${describeFailure(error)}`);
    return 1;
  }
}
