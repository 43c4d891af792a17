/** A job ends early after so many seconds: ResNet-18 with 16 images takes a wasm engine up to 10 s a step. */
export const MOST_SECONDS = 45;
/** A process that has not answered by then hangs. torch.compile took up to 106 s to compile its first step. */
export const JOB_TIMEOUT_MS = 300_000;
