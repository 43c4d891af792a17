import {FIRST_USER, USERS, USERS_PER_SLOT} from "./limits.js";

/** Users for workers that run at the same time: the kernel counts processes by user. */
export class UserPool {
  readonly #first: number;
  readonly #taken = new Set<number>();

  constructor(slot: number) {
    // Two runs at the same time have slots of the same numbers.
    const own = (slot * USERS_PER_SLOT + (process.pid % 4) * 5) % USERS;
    this.#first = FIRST_USER + own;
  }

  take(): number {
    let user = this.#first;
    while (this.#taken.has(user) && user < FIRST_USER + USERS - 1) user++;
    this.#taken.add(user);
    return user;
  }

  giveBack(user: number): void {
    this.#taken.delete(user);
  }
}
