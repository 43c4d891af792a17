import type {RosterEntry} from "../../roster/roster.js";
import type {ClassSummary, OpenQuestion, Remark} from "../classSummary.js";
import type {Graded} from "../graded.js";
import type {AnswerGroup} from "../groups.js";
import {personName} from "../people.js";
import {plainLine} from "../plainText.js";
import type {QuestionStatistics} from "../statistics.js";
import {VERDICTS} from "../verdicts.js";
import {codeBlock, type Html, html, inline, unmarked} from "./html.js";
import {PAGE_TAIL, pageHead} from "./page.js";
import {statisticsSection} from "./statisticsSection.js";
import {assignmentTitle, counted, listed, pointsText} from "./words.js";

/** The teacher's page up to its first row: what needs a person first, then the head of the table of all students. */
export function classHead(summary: ClassSummary): string {
  const {assignment, questions, files, missing, held, mean, points} = summary;
  const title = assignmentTitle(assignment);
  const head = pageHead(`${title}: class report`).markup.replace("<main>", '<main class="wide">');
  const final = files.length - held.length;
  return (
    head +
    html`<p class="eyebrow">Class report, for the teacher alone</p>
<h1>${title}</h1>
<p>${counted(files.length, "submission")}, ${final} with final marks${held.length > 0 ? `, ${held.length} held back` : ""}.${mean === undefined ? "" : ` The mean of the final marks is ${pointsText(mean)} of ${counted(points, "point")}.`}${missing.length > 0 ? ` ${counted(missing.length, "student")} handed in nothing.` : ""}</p>
${unguarded(summary)}${mixed(summary)}${openSection(summary)}${unusedMarks(summary)}<h2 id="students">Students</h2>
${
  files.length === 0
    ? html`<p>No submission was found.</p>\n`
    : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="students">
<table class="class cards">
<thead><tr><th scope="col">Student</th>${questions.map(columnHead)}<th scope="col" class="number">Points</th></tr></thead>
<tbody>
`
}`.markup
  );
}

function columnHead({title, points}: QuestionStatistics, index: number): Html {
  return html`<th scope="col">${index + 1}. ${inline(title)} <small>${counted(points, "point")}</small></th>`;
}

export function classRow(
  {key, person, result, score, open, submitted}: Graded,
  columns: readonly QuestionStatistics[],
): string {
  const cells = columns.map(({exercise, title}, index) => {
    const question = result.questions.find(one => one.exercise === exercise);
    if (question === undefined) return html`<td></td>`;
    const {symbol, word, tone} = VERDICTS[question.verdict];
    const isOpen = open.includes(question);
    const points = isOpen ? "open" : `${pointsText(question.earned)} of ${question.points}`;
    return html`<td class="verdict-cell ${tone}" data-label="${index + 1}. ${unmarked(title)}"><span>${symbol}\u00a0${word} <small>${points}${question.marked ? ", by hand" : ""}</small></span></td>`;
  });
  const total =
    open.length > 0
      ? html`<span>held back <small>${pointsText(score.raw)} so far</small></span>`
      : html`<span>${pointsText(score.score)}${submitted?.late && html` <small>${submitted.late.why}</small>`}</span>`;
  return html`<tr><th scope="row">${who({key, person}, open.length === 0)}</th>${cells}<td class="number" data-label="Points">${total}</td></tr>
`.markup;
}

/** The rest of the page. */
export function classTail(summary: ClassSummary, groups: readonly AnswerGroup[]): string {
  const {files, missing} = summary;
  return html`${files.length > 0 ? html`</tbody>\n</table>\n</div>\n` : undefined}${missingSection(missing)}${statisticsSection(summary.questions)}${groupSection(summary, groups)}${remarks("What answers reached for", "Names that an exercise asks not to use, and attempts to reach the network, files or programs. A hint to look at the answer, not a proof.", summary.advice)}${remarks("How files were read", "Notebooks that did not come back as they were handed out.", summary.notes)}${howGraded(summary)}${PAGE_TAIL}`
    .markup;
}

/** A student's name, as a link to the page that goes out where there is one. */
function who({key, person}: {key: string; person: RosterEntry}, hasPage: boolean): Html {
  const name = plainLine(personName(person));
  const shown = html`<bdi>${name}</bdi>`;
  const id = name === person.id ? undefined : html` <small><bdi>${person.id}</bdi></small>`;
  const link = hasPage ? html`<a href="feedback/${encodeURIComponent(key)}.html">${shown}</a>` : shown;
  return html`${link}${id}`;
}

function unguarded({layers}: ClassSummary): Html | undefined {
  if (layers.every(some => some.length > 0)) return undefined;
  return html`<div class="notice"><p><strong>Graded without a sandbox.</strong> Nothing stood between the answers and this machine, so an answer could have changed a mark, its own or another\u2019s.</p></div>
`;
}

function mixed({graderVersions, seedHashes, layers}: ClassSummary): Html | undefined {
  const different = [
    ...(graderVersions.length > 1 ? ["versions of the grader"] : []),
    ...(seedHashes.length > 1 ? ["seeds"] : []),
    ...(layers.length > 1 ? ["kinds of sandbox"] : []),
  ];
  if (different.length === 0) return undefined;
  return html`<div class="notice"><p><strong>Not all marks can be compared.</strong> The results come from different ${listed(different)}. Grade all of them once more to have them alike.</p></div>
`;
}

/** Grader faults, then what a person has to mark: nothing of these students has been released. */
function openSection({open, held}: ClassSummary): Html | undefined {
  if (open.length === 0) return undefined;
  const faults = open.filter(({verdict}) => verdict === "grader-fault");
  const toMark = open.filter(({verdict}) => verdict !== "grader-fault");
  return html`<h2>Needs you first</h2>
<p>${held.length === 1 ? "One student is" : `${held.length} students are`} held back: no feedback page and no score is written until the questions below are decided. Decide one by hand in a file of marks (<code>--marks</code>), or grade it again.</p>
${faultTable(faults)}${markList(toMark)}`;
}

function faultTable(faults: readonly OpenQuestion[]): Html | undefined {
  if (faults.length === 0) return undefined;
  return html`<div class="notice"><p><strong>The grader itself failed on ${counted(faults.length, "answer")}.</strong> That is never the student\u2019s fault and costs no points.</p>
<ul>${faults.map(({key, person, exercise, message}) => html`<li>${who({key, person}, false)}, <code>${exercise}</code>: ${inline(message)}</li>`)}</ul></div>
`;
}

function markList(open: readonly OpenQuestion[]): Html | undefined {
  if (open.length === 0) return undefined;
  const counts = new Map<string, {title: string; students: number}>();
  for (const {exercise, title} of open) {
    counts.set(exercise, {title, students: (counts.get(exercise)?.students ?? 0) + 1});
  }
  return html`<div class="notice calm"><p><strong>To be marked by a person.</strong> <code>groups.csv</code> (with <code>--format csv</code>) has one row for each different answer: fill in points and comment, and give it back with <code>--marks</code>.</p>
<ul>${[...counts].map(([exercise, {title, students}]) => html`<li><a href="#group-${exercise}">${inline(title)}</a> (<code>${exercise}</code>): ${counted(students, "student")}</li>`)}</ul></div>
`;
}

function unusedMarks({unusedMarks: marks}: ClassSummary): Html | undefined {
  if (marks.length === 0) return undefined;
  return html`<div class="notice"><p><strong>Marks by hand that fit no answer.</strong> They were given for:</p>
<ul>${marks.map(({exercise, student, group}) => html`<li><code>${exercise}</code>, ${student === undefined ? html`group <code>${group}</code>` : html`student <bdi>${student}</bdi>`}</li>`)}</ul></div>
`;
}

function missingSection(missing: readonly RosterEntry[]): Html | undefined {
  if (missing.length === 0) return undefined;
  return html`<h2>Nothing handed in</h2>
<ul>${missing.map(person => html`<li>${who({key: "", person}, false)}</li>`)}</ul>
`;
}

function groupSection({questions}: ClassSummary, groups: readonly AnswerGroup[]): Html | undefined {
  if (groups.length === 0) return undefined;
  const parts = questions.flatMap(({exercise, title}) => {
    const own = groups.filter(group => group.exercise === exercise);
    return own.length === 0
      ? []
      : [html`<h3 id="group-${exercise}">${inline(title)}</h3>\n${own.map(groupItem)}`];
  });
  return html`<h2>Equal answers</h2>
<p>Answers that differ in nothing but comments, blanks and line breaks. One comment and one mark can serve them all: see <code>groups.csv</code>.</p>
${parts}`;
}

function groupItem({group, size, verdict, earned, points, source, message}: AnswerGroup): Html {
  const {symbol, word, tone} = VERDICTS[verdict];
  const isManual = verdict === "manual";
  return html`<details${isManual ? html` open` : undefined}><summary><span class="verdict ${tone}">${symbol}\u00a0${word}</span><span class="points">${counted(size, "student")}${isManual ? "" : `, ${pointsText(earned)} of ${points}`}, group <code>${group.slice(0, 12)}</code></span></summary>
${verdict === "pass" || isManual ? undefined : html`<p class="small">${inline(message)}</p>\n`}${isManual ? html`<div class="text" dir="auto">${source}</div>\n` : codeBlock(source)}</details>
`;
}

function remarks(title: string, about: string, list: readonly Remark[]): Html | undefined {
  if (list.length === 0) return undefined;
  return html`<h2>${title}</h2>
<p>${about}</p>
<table class="cards"><thead><tr><th scope="col">Student</th>${list.some(({exercise}) => exercise !== undefined) ? html`<th scope="col">Exercise</th>` : undefined}<th scope="col">What</th></tr></thead>
<tbody>
${list.map(({key, person, exercise, text}) => html`<tr><th scope="row">${who({key, person}, false)}</th>${exercise === undefined ? undefined : html`<td data-label="Exercise"><code>${exercise}</code></td>`}<td data-label="What"><span>${inline(text)}</span></td></tr>\n`)}</tbody>
</table>
`;
}

function howGraded({graderVersions, seedHashes, layers}: ClassSummary): Html {
  const shields = layers.map(some => (some.length > 0 ? listed(some) : "none: unsandboxed"));
  const hashes = (values: readonly string[]) =>
    values.map((value, i) => html`${i > 0 ? ", " : undefined}<code>${value}</code>`);
  return html`<footer>
<h2>How this was graded</h2>
<p>Each answer ran with the values of the notebook\u2019s own checks, then, where it passed, with other values that follow from your seed. Verdicts were made outside of the answers\u2019 process.</p>
<p>Between answers and machine: ${shields.join("; or ")}.</p>
<p>grader ${hashes(graderVersions)}<br>seed (hash) ${hashes(seedHashes)}</p>
</footer>
`;
}
