// A judge for the tests of the pool: it speaks the judge's messages and does to each job what the job's notes say. What a
// real judge never does on purpose (die, hang, answer out of turn) can be had from no real one.
import fs from "node:fs";
import path from "node:path";
import type {JudgeReply, JudgeRequest} from "../../../src/grading/judge/judgeMessages.js";

const say = (reply: JudgeReply) => process.send?.(reply);
let inputs = "";

process.on("disconnect", () => process.exit(0));
process.on("message", (request: JudgeRequest) => {
  if (request.type === "stop") process.exit(0);
  if (request.type === "start") {
    inputs = request.inputsFolder;
    if (fs.existsSync(path.join(inputs, "refuse"))) say({type: "refused", message: "no sandbox works here"});
    else say({type: "ready", layers: ["a scripted judge"], graderVersion: "1"});
    return;
  }
  const {id, job, resultFile} = request;
  const tried = path.join(inputs, `tried-${job.student}`);
  const isFirst = !fs.existsSync(tried);
  fs.appendFileSync(tried, `${process.pid}\n`);
  const [what = "pass"] = job.notes;
  if (what === "die" || (what === "die once" && isFirst)) {
    process.stderr.write("a judge's last words\n", () => process.exit(7));
    return;
  }
  if (what === "full disk") {
    say({type: "failed", id, message: "ENOSPC: no space left"});
    return;
  }
  const finish = () => {
    const verdict = what === "fault" ? "grader-fault" : "pass";
    const questions = [{exercise: "l04-x", verdict, points: 2, earned: 2}];
    fs.writeFileSync(resultFile, JSON.stringify({student: job.student, earned: 2, points: 2, questions}));
    const timing = {ms: 5, questions: [{exercise: "l04-x", ms: 4, cpuMs: 3}]};
    say({type: "done", id, student: job.student, resultFile, timing});
  };
  setTimeout(finish, what === "slow" ? 200 : 1);
});
