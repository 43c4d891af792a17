// Exercise l01-step-response: predict what a difference makes of a step
const step = {signal: [3, 3, 3, 3, 3, 10, 10, 10, 10, 10], kernel: [1, 0, -1]};
// TODO: work out `correlate1d(step.signal, step.kernel)` on paper, signs included.
const stepGuess = todo<number[]>("one number for each place of the kernel");
