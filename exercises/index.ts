import {lesson1} from "./01-convolution-1d/index.js";
import {lesson2} from "./02-sizes/index.js";
import {lesson3} from "./03-images/index.js";
import {lesson4} from "./04-convolution-2d/index.js";
import {lesson5} from "./05-channels/index.js";
import {lesson6} from "./06-downsampling/index.js";
import type {CatalogEntry} from "./catalogEntry.js";

export type {CatalogEntry};

/** Every exercise, in the order of the lessons. */
export const exercises: readonly CatalogEntry[] = [
  ...lesson1,
  ...lesson2,
  ...lesson3,
  ...lesson4,
  ...lesson5,
  ...lesson6,
];
