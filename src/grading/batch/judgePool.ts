import {fileURLToPath} from "node:url";
import type {GradingJob, JobTiming} from "../job.js";
import type {SandboxKind} from "../sandbox/sandbox.js";
import type {JobFiles, JobRunner} from "./jobRunner.js";
import {JudgeClient, JudgeRefused} from "./judgeClient.js";

export interface JudgePoolOptions {
  /** Judge processes. */
  readonly width: number;
  readonly inputsFolder: string;
  readonly sandbox: SandboxKind | "auto";
  /** Container image, where `sandbox` is `container`. */
  readonly image?: string;
  /** The compiled judge; ours unless said otherwise. */
  readonly program?: string;
  /** Told when a judge has died in a job, which is then tried again. */
  readonly onRetry?: (student: string, reason: string) => void;
}

/** Judge processes of this machine. A judge that dies is replaced, and its job is tried once more. */
export class JudgePool implements JobRunner {
  readonly width: number;
  readonly layers: readonly string[];
  readonly graderVersion: string;
  readonly #options: JudgePoolOptions;
  readonly #judges: (JudgeClient | undefined)[];
  readonly #idle: number[];
  readonly #queue: ((slot: number) => void)[] = [];
  #isClosed = false;

  /** @throws {JudgeRefused} When no sandbox works here. */
  static async start(options: JudgePoolOptions): Promise<JudgePool> {
    const first = makeJudge(options);
    try {
      const {layers, graderVersion} = await first.ready;
      return new JudgePool(options, first, layers, graderVersion);
    } catch (error) {
      await first.stop();
      throw error;
    }
  }

  private constructor(
    options: JudgePoolOptions,
    first: JudgeClient,
    layers: readonly string[],
    graderVersion: string,
  ) {
    this.#options = options;
    this.width = options.width;
    this.layers = layers;
    this.graderVersion = graderVersion;
    this.#judges = [first];
    this.#idle = Array.from({length: options.width}, (_, slot) => slot);
  }

  async run(job: GradingJob, files: JobFiles): Promise<JobTiming> {
    const slot = this.#idle.shift() ?? (await new Promise<number>(resolve => this.#queue.push(resolve)));
    try {
      return await this.#tryTwice(slot, job, files);
    } finally {
      const next = this.#queue.shift();
      if (next) next(slot);
      else this.#idle.push(slot);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#judges.map(judge => judge?.stop()));
  }

  async #tryTwice(slot: number, job: GradingJob, files: JobFiles): Promise<JobTiming> {
    try {
      return await this.#judge(slot).run({job, ...files});
    } catch (error) {
      if (this.#isClosed || error instanceof JudgeRefused) throw error;
      this.#options.onRetry?.(job.student, (error as Error).message);
      return await this.#judge(slot).run({job, ...files});
    }
  }

  /** The judge of a slot, started when it is first needed and after its death. */
  #judge(slot: number): JudgeClient {
    const judge = this.#judges[slot];
    if (judge !== undefined && !judge.isDead) return judge;
    if (this.#isClosed) throw new Error("JudgePool: run must come before close");
    const fresh = makeJudge(this.#options);
    this.#judges[slot] = fresh;
    return fresh;
  }
}

function makeJudge({inputsFolder, sandbox, image, program}: JudgePoolOptions): JudgeClient {
  return new JudgeClient(program ?? fileURLToPath(new URL("../judge/judgeProcess.js", import.meta.url)), {
    inputsFolder,
    sandbox,
    ...(image !== undefined && {image}),
  });
}
