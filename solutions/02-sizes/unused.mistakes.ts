import type {Mistake} from "../../src/exercise/mistake.js";

export const mistakes: readonly Mistake[] = [
  {
    name: "counts the zeros that are left over",
    answer: [1, 1, 2, 3],
    fails: "samples that meet no weight",
    says: /Setting b: .* a zero, not a sample/,
  },
  {
    name: "counts what is left over at the end only",
    answer: [1, 0, 0, 0],
    fails: "samples that meet no weight",
    says: /Setting c: only what is left over after the last window/,
  },
  {
    name: "overlooks the sample at the end",
    answer: [0, 0, 2, 3],
    fails: "samples that meet no weight",
    says: /Setting a: only the samples between the windows/,
  },
  {
    name: "counts the samples that are used",
    answer: [8, 9, 3, 8],
    fails: "samples that meet no weight",
    says: /Count the others/,
  },
  {
    name: "answers with yes and no",
    answer: [true, false, true, true],
    fails: "four counts",
    says: /must be a finite number, but it is the boolean true/,
  },
  {
    name: "leaves one setting out",
    answer: [1, 0, 2],
    fails: "four counts",
    says: /must be 4 whole numbers/,
  },
];
