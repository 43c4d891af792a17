import {WAITS_BEFORE_PRUNING} from "../../limits.js";

/** Ends a pending await or `for await` of a stopped cell. Students may catch it; the cell ends all the same. */
export class Interrupt extends Error {
  override readonly name = "Interrupt";
  constructor() {
    super("stopped");
  }
}

type Reject = (reason: unknown) => void;

/** A handle of setTimeout, setInterval or setImmediate. */
export type TimerHandle = NodeJS.Timeout | NodeJS.Immediate;

/** All that one run of a cell has left pending. */
export class CellToken {
  /** The count in `Cell 3`. */
  readonly cell: number;
  readonly interrupt = new Interrupt();
  isCancelled = false;
  readonly #waits = new Set<WeakRef<Reject>>();
  readonly #timers = new Map<TimerHandle, () => void>();
  #pruneAt = WAITS_BEFORE_PRUNING;

  constructor(cell: number) {
    this.cell = cell;
  }

  /**
   * V8 finds the awaiting function of a promise, for `at async f (Cell 1:4:3)` lines, only while the promise has a
   * single reaction made of bare resolve functions. So there is no second reaction that would clean up here: the
   * pending promise keeps its reject function alive, this set holds it weakly.
   */
  addWait(reject: Reject): void {
    this.#waits.add(new WeakRef(reject));
    if (this.#waits.size <= this.#pruneAt) return;
    for (const wait of this.#waits) if (wait.deref() === undefined) this.#waits.delete(wait);
    this.#pruneAt = Math.max(WAITS_BEFORE_PRUNING, 2 * this.#waits.size);
  }

  addTimer(handle: TimerHandle, clear: () => void): void {
    this.#timers.set(handle, clear);
  }

  removeTimer(handle: TimerHandle): void {
    this.#timers.delete(handle);
  }

  cancel(): void {
    this.isCancelled = true;
    for (const clear of this.#timers.values()) clear();
    this.#timers.clear();
    for (const wait of this.#waits) wait.deref()?.(this.interrupt);
    this.#waits.clear();
  }
}

/** Cell number of what has no output. */
const UNSEEN = -1;

/** Which cell what happens belongs to. Without async hooks (see `entry.ts`) this is known only in part. */
export class CellTokens {
  readonly #all = new Map<number, CellToken>();
  #running: CellToken | undefined;
  #last = new CellToken(0);
  #entered: CellToken | undefined;

  get running(): CellToken | undefined {
    return this.#running;
  }

  /** The cell whose timer fires, else the one that runs, else the one that ran last. */
  get owner(): CellToken {
    return this.#entered ?? this.#running ?? this.#last;
  }

  begin(cell: number): CellToken {
    const token = this.#start(cell);
    this.#last = token;
    return token;
  }

  /** An evaluation that is no cell: what comes late still belongs to the cell that ran last. */
  beginUnseen(): CellToken {
    return this.#start(UNSEEN);
  }

  /** Before the student's code is called from outside of any cell: after a stop the last cell's token is spent. */
  revive(): CellToken {
    if (!this.#last.isCancelled) return this.#last;
    this.#last = new CellToken(this.#last.cell);
    this.#all.set(this.#last.cell, this.#last);
    return this.#last;
  }

  #start(cell: number): CellToken {
    const token = new CellToken(cell);
    this.#all.set(cell, token);
    this.#running = token;
    return token;
  }

  end(token: CellToken): void {
    if (this.#running === token) this.#running = undefined;
  }

  /** Runs the synchronous part of a callback as part of the cell that asked for it. */
  enter<T>(token: CellToken, callback: () => T): T {
    const before = this.#entered;
    this.#entered = token;
    try {
      return callback();
    } finally {
      this.#entered = before;
    }
  }

  cancelAll(): void {
    // a stop may have ended a callback before it could leave
    this.#entered = undefined;
    for (const token of this.#all.values()) token.cancel();
    this.#all.clear();
  }
}
