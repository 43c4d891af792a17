/** Skips the running test, or all tests of a hook, after printing why. The runner counts it. */
export function skip(context: Mocha.Context, reason: string): never {
  console.log(`    not tested: ${reason}`);
  return context.skip();
}
