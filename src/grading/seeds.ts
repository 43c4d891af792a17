import {createHash, createHmac} from "node:crypto";

/** Seed of an exercise's hidden inputs: the same for every student of a run, and not to be guessed without the secret. */
export function hiddenSeed(secret: string, exercise: string): number {
  return keyed(secret, `hidden:${exercise}`);
}

/** Seed of an exercise's variant: it decides the numbers in a release's stubs. */
export function variantSeed(secret: string, exercise: string): number {
  return keyed(secret, `variant:${exercise}`);
}

/** Tells seeds apart without telling them. */
export function seedHash(secret: string): string {
  return createHash("sha256").update(`kernelbook seed\0${secret}`).digest("hex");
}

/** 32 bits; `Random` multiplies seeds by small numbers, so they stay exact. */
function keyed(secret: string, text: string): number {
  return createHmac("sha256", secret).update(text).digest().readUInt32LE(0);
}
