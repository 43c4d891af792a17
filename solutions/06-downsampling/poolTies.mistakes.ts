import type {Mistake} from "../../src/exercise/mistake.js";

/** Slopes for a window, by what each of its largest pixels gets: its number among them from 0, and how many there are. */
function ties(
  give: (n: number, equals: number, slope: number, reading: string) => number,
): (window: number[][], slope: number, reading: string) => number[][] {
  return (window, slope, reading) => {
    const best = Math.max(...window.flat());
    const equals = window.flat().filter(pixel => pixel === best).length;
    let n = 0;
    return window.map(row => row.map(pixel => (pixel === best ? give(n++, equals, slope, reading) : 0)));
  };
}

export const mistakes: readonly Mistake[] = [
  {
    name: "splits the slope among ties",
    answer: ties((_n, equals, slope) => slope / equals),
    fails: "the first takes all",
    says: /split among the equal pixels/,
  },
  {
    name: 'splits the slope where "all" was asked for',
    answer: ties((n, equals, slope, reading) => (reading === "all" ? slope / equals : n === 0 ? slope : 0)),
    fails: "each takes all",
    says: /split among the equal pixels/,
  },
  {
    name: "takes the last of the equal pixels",
    answer: ties((n, equals, slope, reading) => (reading === "all" || n === equals - 1 ? slope : 0)),
    fails: "the first takes all",
    says: /last of the equal pixels/,
  },
  {
    name: 'gives every tied pixel the slope where "first" was asked for',
    answer: ties((_n, _equals, slope) => slope),
    fails: "the first takes all",
    says: /With "first", one of the equal pixels/,
  },
  {
    name: 'gives one pixel the slope where "all" was asked for',
    answer: ties((n, _equals, slope) => (n === 0 ? slope : 0)),
    fails: "each takes all",
    says: /With "all", each of the equal pixels/,
  },
  {
    name: 'says that the library reads ties as "all"',
    answer: ties((n, _equals, slope, reading) => (reading !== "first" || n === 0 ? slope : 0)),
    fails: "what the library does",
    says: /With "library", one of the equal pixels/,
  },
  {
    name: "looks for the largest pixel starting from 0",
    code: `function tieSlopes(window: number[][], slope: number, reading: "first" | "all" | "library"): number[][] {
  let best = 0;
  for (const row of window) for (const pixel of row) if (pixel > best) best = pixel;
  let given = false;
  return window.map(row =>
    row.map(pixel => {
      if (pixel !== best || (given && reading !== "all")) return 0;
      given = true;
      return slope;
    }),
  );
}`,
    fails: "no tie",
    says: /must be 10, but it is 0/,
  },
];
