import {convolve} from "./convolve.js";
import {filterGradient, unpackGradient} from "./filterGradient.js";
import {packPanels} from "./packPanels.js";

/** Every program of the module. */
export const programs = {convolve, filterGradient, unpackGradient, packPanels} as const;

export type ProgramName = keyof typeof programs;
