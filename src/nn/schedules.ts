import {brief, requireFinite, requireInteger} from "../core/check.js";

/** The learning rate at a step, counted from 0. Steps past the end keep the last rate. */
export type Schedule = (step: number) => number;

/**
 * A rate that is multiplied by `factor` after each of the given shares of the run.
 *
 * @param options  `rate` at the start; `steps` of the whole run; `at` shares of it, 0 to 1, [1/3, 2/3] unless given; `factor`, 0.1
 *   unless given.
 *
 * @example
 * [0, 29, 30, 60].map(stepSchedule({rate: 1, steps: 90, factor: 0.5})) // => [1, 1, 0.5, 0.25]
 */
export function stepSchedule(options: {
  readonly rate: number;
  readonly steps: number;
  readonly at?: readonly number[];
  readonly factor?: number;
}): Schedule {
  const {rate, steps, at = [1 / 3, 2 / 3], factor = 0.1} = options;
  requireRun("stepSchedule", rate, steps);
  requireFinite("stepSchedule", "factor", factor, true);
  for (const share of at) requireFinite("stepSchedule", "at", share);
  return step => rate * factor ** at.filter(share => step >= Math.round(share * steps)).length;
}

/**
 * Half a cosine from `rate` down to `lowest`: slow at first, fastest in the middle, slow at the end.
 *
 * @param options  `rate` at the start; `steps` of the whole run; `lowest`, 0 unless given.
 * @source Loshchilov and Hutter (2016), "SGDR", arXiv:1608.03983.
 *
 * @example
 * [0, 5, 10, 99].map(cosineSchedule({rate: 8, steps: 10})) // => [8, 4, 0, 0]
 */
export function cosineSchedule(options: {
  readonly rate: number;
  readonly steps: number;
  readonly lowest?: number;
}): Schedule {
  const {rate, steps, lowest = 0} = options;
  requireRun("cosineSchedule", rate, steps);
  requireFinite("cosineSchedule", "lowest", lowest);
  return step => between(rate, lowest, step / steps);
}

/**
 * A schedule behind a straight climb: in the first steps the rate grows from `rate / steps` to the schedule's first rate.
 *
 * @param schedule  What follows; its step 0 is the first after the climb.
 * @param steps  Length of the climb.
 * @source Goyal et al. (2017), "Accurate, large minibatch SGD", arXiv:1706.02677, section 2.2.
 *
 * @example
 * [0, 1, 2, 3, 4, 9].map(withWarmup(cosineSchedule({rate: 8, steps: 10}), 4)) // => [2, 4, 6, 8, 8, 4]
 */
export function withWarmup(schedule: Schedule, steps: number): Schedule {
  if (typeof schedule !== "function")
    throw new TypeError(`withWarmup: schedule must be a function of the step, got ${brief(schedule)}`);
  requireInteger("withWarmup", "steps", steps, 1);
  return step => (step < steps ? (schedule(0) * (step + 1)) / steps : schedule(step - steps));
}

/**
 * One cycle: half a cosine up from `rate / 25` to `rate`, another down to `rate / 250000`.
 *
 * @param options  `rate` at the peak; `steps` of the whole run; `warm`, the share of the climb, 0.25 unless given.
 * @source Smith and Topin (2017), "Super-convergence", arXiv:1708.07120.
 *
 * @example
 * [0, 25, 100].map(oneCycleSchedule({rate: 25, steps: 100})) // => [1, 25, 0.0001]
 */
export function oneCycleSchedule(options: {
  readonly rate: number;
  readonly steps: number;
  readonly warm?: number;
}): Schedule {
  const {rate, steps, warm = 0.25} = options;
  requireRun("oneCycleSchedule", rate, steps);
  requireFinite("oneCycleSchedule", "warm", warm, true);
  if (warm >= 1) throw new RangeError(`oneCycleSchedule: warm must be a share below 1, got ${warm}`);
  const peak = warm * steps;
  return step =>
    step < peak
      ? between(rate / 25, rate, step / peak)
      : between(rate, rate / 250_000, (step - peak) / (steps - peak));
}

/** From one rate to another along half a cosine. */
function between(from: number, to: number, share: number): number {
  const gone = (1 - Math.cos(Math.PI * Math.min(1, share))) / 2;
  return from * (1 - gone) + to * gone;
}

function requireRun(where: string, rate: number, steps: number): void {
  requireFinite(where, "rate", rate, true);
  requireInteger(where, "steps", steps, 1);
}
