import {randomInt} from "node:crypto";
import {FIRST_USER, USERS, USERS_PER_SANDBOX} from "./limits.js";

/** Users for the workers of one sandbox, in turn: the kernel counts processes by user, and of a worker that was killed some may be left. */
export class UserPool {
  /** Other judges and other runs draw theirs apart from this. */
  readonly #first = FIRST_USER + randomInt(USERS / USERS_PER_SANDBOX) * USERS_PER_SANDBOX;
  #turn = 0;

  next(): number {
    this.#turn = (this.#turn + 1) % USERS_PER_SANDBOX;
    return this.#first + this.#turn;
  }
}
