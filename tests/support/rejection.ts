/** The error a promise rejects with; fails when it does not, or rejects with something else. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`rejection: the promise must reject with an Error, got ${String(error)}`);
  }
  throw new Error("rejection: the promise must reject, got a value");
}
