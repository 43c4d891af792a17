import type {Exercise} from "../../exercise/exercise.js";
import type {PreparedAnswer} from "../prepare/prepared.js";
import type {QuestionResult} from "../result.js";
import {undecidedResult} from "./questionResult.js";

/** The verdict on an answer that cannot or need not run; undefined where it has to. */
export function decidedBefore(exercise: Exercise, answer: PreparedAnswer): QuestionResult | undefined {
  const result = (verdict: QuestionResult["verdict"], message: string) =>
    undecidedResult(exercise, verdict, message, answer);
  switch (answer.state) {
    case "missing":
      return result("not-attempted", "No cell with an answer to this exercise was found.");
    case "unchanged":
      return result("not-attempted", "Not attempted yet: the answer cell is as it was handed out.");
    case "broken":
      return result(
        "ungradable",
        `The answer cell cannot be read as TypeScript: ${answer.problem ?? "no reason known"}`,
      );
    case "stopped":
      return result(
        answer.stoppedBy ?? "timeout",
        answer.problem ?? "Reading the answer took more than is given.",
      );
    case "text":
      return result("manual", "A person reads and marks this answer.");
    case "ready":
      if (answer.code !== undefined) return undefined;
      return result(
        "grader-fault",
        "The grader made nothing of this answer that could run; this is not your fault and costs no points.",
      );
  }
}
