import type {CheckResult} from "../../../exercise/outcome.js";
import type {QuestionResult} from "../../result.js";
import type {Graded} from "../graded.js";
import {personName} from "../people.js";
import {plainLine} from "../plainText.js";
import type {Tasks} from "../tasks.js";
import {VERDICTS} from "../verdicts.js";
import {codeBlock, type Html, html, inline, prose} from "./html.js";
import {PAGE_TAIL, pageHead} from "./page.js";
import {assignmentTitle, counted, listed, pointsText, timeText, verdictBadge} from "./words.js";

const RAN: Readonly<Record<CheckResult["result"], {symbol: string; word: string; tone: string}>> = {
  passed: {symbol: "\u2713", word: "passed", tone: "good"},
  failed: {symbol: "\u2717", word: "failed", tone: "bad"},
  "not run": {symbol: "\u2013", word: "not run", tone: "none"},
};

/** The page that a student gets: verdicts with their reasons, and nothing of hidden cases but which check failed. */
export function feedbackPage(graded: Graded, tasks: Tasks): string {
  const {person, result} = graded;
  const title = assignmentTitle(result.assignment);
  const name = plainLine(personName(person));
  const id = person.id === name ? undefined : html` <span class="quiet">(${person.id})</span>`;
  return html`${pageHead(`${title}: feedback`)}<p class="eyebrow">${title}</p>
<h1>Feedback for <bdi>${name}</bdi></h1>
${id && html`<p class="small">Student id <bdi>${person.id}</bdi></p>\n`}${totals(graded)}${about(result.notes)}
<table class="contents">
<thead><tr><th scope="col">No.</th><th scope="col">Exercise</th><th scope="col">Verdict</th><th scope="col" class="number">Points</th></tr></thead>
<tbody>
${result.questions.map(contentsRow)}</tbody>
</table>
${result.questions.map((question, index) => section(question, index + 1, tasks))}${footer(graded)}${PAGE_TAIL}`
    .markup;
}

function totals({score, result, submitted}: Graded): Html {
  const {raw, penalty} = score;
  const late =
    submitted?.late &&
    html`<p>${submitted.late.why}. That is ${counted(penalty, "point")} less than the ${pointsText(raw)} earned.</p>\n`;
  const came =
    submitted?.timestamp && html`<p class="small quiet">Handed in: ${timeText(submitted.timestamp)}</p>\n`;
  return html`<p class="total">${pointsText(score.score)} <small>of ${counted(result.points, "point")}</small></p>
${late}${came}`;
}

function about(notes: readonly string[]): Html | undefined {
  if (notes.length === 0) return undefined;
  return html`<section aria-label="About the file you handed in">
<h3>About the file you handed in</h3>
<ul>${notes.map(note => html`<li>${inline(note)}</li>`)}</ul>
</section>
`;
}

function contentsRow({title, verdict, earned, points}: QuestionResult, index: number): Html {
  const {symbol, sentence, tone} = VERDICTS[verdict];
  return html`<tr><td>${index + 1}</td><th scope="row"><a href="#q${index + 1}">${inline(title)}</a></th><td class="${tone}">${symbol}\u2002${sentence}</td><td class="number">${pointsText(earned)} of ${points}</td></tr>
`;
}

function section(question: QuestionResult, number: number, tasks: Tasks): Html {
  const {exercise, title, verdict, earned, points, notes} = question;
  const task = tasks.get(exercise);
  return html`<section class="question" id="q${number}" aria-labelledby="h${number}">
<h2 id="h${number}">${number}. ${inline(title)}</h2>
<p class="outcome">${verdictBadge(verdict)}<span class="points">${pointsText(earned)} of ${counted(points, "point")}</span></p>
${task && html`<div class="quiet">${prose(task.prompt)}</div>\n`}${finding(question)}${comment(question)}${task && rubric(task, question)}${checks(question)}${notes.length > 0 ? html`<h3>Please note</h3>\n<ul>${notes.map(note => html`<li>${inline(note)}</li>`)}</ul>\n` : undefined}${answer(question)}${hint(question)}</section>
`;
}

function finding(question: QuestionResult): Html | undefined {
  const {verdict, kind, message, check, expects, counterexample} = question;
  // A person's comment says what there is to say of a text.
  if (verdict === "pass" || kind === "text") return undefined;
  const found = check === undefined ? message : `Check \u201c${check}\u201d: ${message}`;
  const rows = counterexample && [
    ["Call", counterexample.call],
    ["Expected", counterexample.expected],
    ["Got", counterexample.got],
  ];
  return html`${prose(found)}${rows && html`<dl class="example">${rows.map(([name, value]) => html`<dt>${name}</dt><dd><code dir="ltr">${value}</code></dd>`)}</dl>\n`}${expects === undefined ? undefined : prose(`The idea: ${expects}`)}`;
}

function comment({marked}: QuestionResult): Html | undefined {
  if (marked === undefined) return undefined;
  const by = marked.by === "" ? "Your teacher" : marked.by;
  return html`<div class="comment">
<p class="by">Marked by <bdi>${by}</bdi></p>
${marked.comment === "" ? undefined : prose(marked.comment)}</div>
`;
}

function rubric(
  task: {rubric: readonly {points: number; text: string}[]},
  {kind}: QuestionResult,
): Html | undefined {
  if (kind !== "text" || task.rubric.length === 0) return undefined;
  return html`<h3>What is looked for</h3>
<ul>${task.rubric.map(({points, text}) => html`<li>${inline(text)} <span class="quiet">(${counted(points, "point")})</span></li>`)}</ul>
`;
}

function checks(question: QuestionResult): Html | undefined {
  // Nothing ran: a table of dashes would say no more than the verdict.
  if (question.checks.every(({visible, hidden}) => visible === "not run" && hidden === "not run"))
    return undefined;
  const cell = (label: string, result: CheckResult["result"]) => {
    const {symbol, word, tone} = RAN[result];
    // Of a right answer everything ran that there is: this check has no such values.
    if (result === "not run" && question.verdict === "pass") return html`<td data-label="${label}"></td>`;
    return html`<td data-label="${label}"><span class="${tone}">${symbol}\u2002${word}</span></td>`;
  };
  return html`<h3>Checks</h3>
<table class="cards">
<thead><tr><th scope="col">What is checked</th><th scope="col">Values of the notebook</th><th scope="col">Hidden values</th></tr></thead>
<tbody>
${question.checks.map(
  ({name, visible, hidden}) =>
    html`<tr><th scope="row">${inline(name)}</th>${cell("Values of the notebook", visible)}${cell("Hidden values", hidden)}</tr>\n`,
)}</tbody>
</table>
`;
}

/** The first line of a cell for free text, by which it is found. */
const MARKER = /^<!--[^>]*-->\n/;

function answer({answer, kind, verdict}: QuestionResult): Html | undefined {
  // The stub is no answer of theirs.
  if (verdict === "not-attempted" && answer !== undefined) return undefined;
  if (answer === undefined) return html`<p class="quiet">No answer was found in the file.</p>\n`;
  const shown =
    kind === "text"
      ? html`<div class="text" dir="auto">${answer.source.replace(MARKER, "")}</div>\n`
      : codeBlock(answer.source);
  return html`<h3>Your answer (cell ${answer.cell + 1} of the notebook)</h3>
${shown}`;
}

function hint({verdict, exercise, kind}: QuestionResult): Html | undefined {
  if (verdict === "pass" || kind === "text") return undefined;
  return html`<p class="small quiet">To go on: <code>await hint("${exercise}")</code> in the notebook gives a hint, <code>await check("${exercise}", \u2026)</code> tries again.</p>\n`;
}

function footer({result}: Graded): Html {
  const {layers, inputHash, graderVersion, seedHash} = result;
  return html`<footer>
<h2>If you think that a mark is wrong</h2>
<p>Write to your teacher: the exercise, what you expected, and why. The teacher has a record of every call that was made for this page and can grade the same file once more. These three lines say which file and which grader it was:</p>
<p>file <code>${inputHash}</code><br>grader <code>${graderVersion}</code><br>values <code>${seedHash}</code></p>
<p>Each check runs with the values that <code>check</code> uses in the notebook, and, where an answer passes there, with other values of the same kind, which stay with the teacher.
${layers.length > 0 ? `Answers ran shut off from the grader by ${listed(layers)}.` : "Answers ran without a sandbox."}</p>
</footer>
`;
}
