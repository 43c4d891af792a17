import type {Mistake} from "../../src/exercise/mistake.js";
import {cardTasks} from "./sortCards.js";

const DEAL = "JGKDFEALIBHC";

/** The right words but for some cards. */
function but(changes: Readonly<Record<string, string>>): string[] {
  return cardTasks.map((task, n) => changes[DEAL[n]] ?? task);
}

export const mistakes: readonly Mistake[] = [
  {
    name: "sorts the cards from A to L instead of as they were dealt",
    answer: Array.from("ABCDEFGHIJKL", letter => cardTasks[DEAL.indexOf(letter)]),
    fails: "the category cards",
    says: /^Card J, ".*", is not category/,
  },
  {
    name: "takes a famous tower for a kind of thing",
    answer: but({J: "category"}),
    fails: "the category cards",
    says: /Card J.*one particular thing must be told/,
  },
  {
    name: "takes the cat at the flap for detection",
    answer: but({B: "detection"}),
    fails: "the instance cards",
    says: /Card B.*which one it is, not where/,
  },
  {
    name: "gives kinds of bird to instance recognition",
    answer: but({E: "instance"}),
    fails: "the category cards",
    says: /any member of the kind will do/,
  },
  {
    name: "cuts the speaker out with a box",
    answer: but({H: "detection"}),
    fails: "the detection cards",
    says: /a box holds pixels of both kinds/,
  },
  {
    name: "wants an outline for every car",
    answer: but({G: "segmentation"}),
    fails: "the detection cards",
    says: /no outline is asked for/,
  },
  {
    name: "writes classification for category",
    answer: but({A: "classification", E: "classification", I: "classification"}),
    fails: "the category cards",
    says: /must be "category", "instance", "detection", "segmentation", but it is "classification"/,
  },
  {
    name: "gives every card the same word",
    answer: cardTasks.map(() => "detection"),
    fails: "the category cards",
    says: /asks what the picture shows, not where/,
  },
  {
    name: "leaves the last card out",
    answer: cardTasks.slice(0, 11),
    fails: "the category cards",
    says: /a list of 12 words, but it is a list of 11/,
  },
];
