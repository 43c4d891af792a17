/** Turns that each engine has in a case: the ratio is the middle of as many, so that half of them may be disturbed. */
export const ROUNDS = 10;
/** No further round once an engine's share of the turns has taken so long. */
export const MOST_SECONDS = 20;
/** Warming ends after so long: ResNet-18 with 16 images takes a wasm engine up to 10 s a step. */
export const WARM_SECONDS = 8;
/** A process that has not answered by then hangs. torch.compile took up to 106 s to compile its first step. */
export const JOB_TIMEOUT_MS = 300_000;
