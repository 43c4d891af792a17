import {defineExercise} from "../../src/exercise/exercise.js";

export const exercise = defineExercise({
  id: "l03-explain-shift",
  lesson: 3,
  kind: "text",
  points: 3,
  title: "Why did it fail?",
  prompt:
    "A net of dense layers finds nine in ten digits in the middle, and two in ten or fewer once they have moved by three pixels. Explain in five to ten sentences why: " +
    "what does the net see of a moved digit, which weights have learned something and which have not, would more training on centred digits " +
    "help, and what kind of layer would not have the problem?",
  answer: "",
  checks: [],
  hints: [
    "Write down which places of the vector the ink of one stroke meets, before and after the move. Which weights stand there?",
    "What would have to be in the training set for the net to know a digit at every place? What if the weights moved instead?",
  ],
  rubric: [
    {
      points: 1,
      text: "A moved digit is another vector: its ink meets other inputs, whose weights have not learned this stroke.",
    },
    {
      points: 1,
      text: "More training on centred digits does not help; every place would need examples of its own (or: flattening loses which pixels are neighbours).",
    },
    {
      points: 1,
      text: "Weights that are shared over all places, a small window that slides, carry over what was learned at one place.",
    },
  ],
});
