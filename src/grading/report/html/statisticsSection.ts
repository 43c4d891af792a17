import type {OutcomeKind} from "../../../exercise/outcome.js";
import type {QuestionStatistics} from "../statistics.js";
import {VERDICTS} from "../verdicts.js";
import {type Html, html, inline} from "./html.js";
import {percent, pointsText} from "./words.js";

/** From the best to the worst, then what is open. */
const ORDER = Object.keys(VERDICTS) as OutcomeKind[];
const UNKNOWN = "\u2013";

/** What the class did with each question, and which checks stopped it. */
export function statisticsSection(questions: readonly QuestionStatistics[]): Html | undefined {
  if (questions.length === 0) return undefined;
  return html`<h2>Questions</h2>
<table class="cards">
<thead><tr><th scope="col">Question</th><th scope="col">Verdicts</th><th scope="col" class="number">Mean</th><th scope="col" class="number">Full marks</th><th scope="col" class="number">Discrimination</th></tr></thead>
<tbody>
${questions.map(row)}</tbody>
</table>
<p class="small quiet">Discrimination is the correlation of a question\u2019s points with those of all the others: near 1, those who are strong elsewhere get it right; near 0 or below, it tells nothing about the rest of the work and is worth another look. A dash: there is nothing to compare, as all have the same points.</p>
${checkTable(questions)}`;
}

function row({title, points, mean, full, discrimination, verdicts}: QuestionStatistics, index: number): Html {
  return html`<tr><th scope="row">${index + 1}. ${inline(title)}</th><td data-label="Verdicts"><span>${bar(verdicts)}<small>${words(verdicts)}</small></span></td><td class="number" data-label="Mean">${mean === undefined ? UNKNOWN : `${pointsText(mean)} of ${points}`}</td><td class="number" data-label="Full marks">${full === undefined ? UNKNOWN : percent(full)}</td><td class="number" data-label="Discrimination">${discrimination === undefined ? UNKNOWN : signed(discrimination)}</td></tr>
`;
}

function words(verdicts: QuestionStatistics["verdicts"]): string {
  return ORDER.flatMap(kind => {
    const count = verdicts[kind];
    return count === undefined ? [] : [`${count} ${VERDICTS[kind].word}`];
  }).join(", ");
}

/** Shares of the verdicts; the words beside it say the same. */
function bar(verdicts: QuestionStatistics["verdicts"]): Html {
  const total = ORDER.reduce((sum, kind) => sum + (verdicts[kind] ?? 0), 0);
  let x = 0;
  const parts = ORDER.flatMap(kind => {
    const count = verdicts[kind] ?? 0;
    if (count === 0) return [];
    const width = (100 * count) / total;
    const rect = html`<rect class="${VERDICTS[kind].tone}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`;
    x += width;
    return [rect];
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function signed(value: number): string {
  return value.toFixed(2).replace("-", "\u2212");
}

function checkTable(questions: readonly QuestionStatistics[]): Html | undefined {
  const rows = questions.flatMap(({checks, title, decided}) =>
    checks.filter(({visible, hidden}) => visible + hidden > 0).map(check => ({...check, title, decided})),
  );
  if (rows.length === 0) return undefined;
  return html`<h3>Checks that failed</h3>
<table class="cards">
<thead><tr><th scope="col">Check</th><th scope="col">Question</th><th scope="col" class="number">With the notebook\u2019s values</th><th scope="col" class="number">Only with hidden values</th></tr></thead>
<tbody>
${rows.map(({name, title, visible, hidden, decided}) => html`<tr><th scope="row">${inline(name)}</th><td data-label="Question"><span>${inline(title)}</span></td><td class="number" data-label="Notebook\u2019s values">${visible} of ${decided}</td><td class="number" data-label="Only hidden values">${hidden} of ${decided}</td></tr>\n`)}</tbody>
</table>
`;
}
