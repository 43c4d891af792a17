/**
 * The only way into a student's code. A stop terminates JavaScript at any point. Inside a promise job that is
 * harmless and every variable survives. Directly inside a timer or immediate, or anywhere under AsyncLocalStorage
 * (Node 20), Node's stack of async ids is left unpopped and the process aborts. So: promise jobs only, and no
 * AsyncLocalStorage in the executor.
 */
export function enter<T>(callback: () => T | PromiseLike<T>): Promise<T> {
  return Promise.resolve().then(callback);
}
