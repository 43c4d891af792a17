// Exercise l02-formula-counts: two formulas for one size, and a third that is none
const range = {input: 18, kernel: 5, stride: 6};
// TODO: go through every setting with loops, and count.
const formulaCounts = todo<{settings: number; differ: number; rounded: number}>("three counts");
