/** The look of every report: one column to read, tables as wide as they need, both colour schemes, paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --ink: #1c1e21; --quiet: #5a6068; --line: #d9dad6; --field: #f2f2ee; --link: #1f4e8c;
  --good: #17653a; --good-field: #e6f2ea; --part: #7d5200; --part-field: #f8efda; --bad: #9c2226; --bad-field: #f9e8e6;
  --none: #5a6068; --none-field: #eeeeeb; --open: #4a3a9a; --open-field: #ecebf8;
  --text: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", Georgia, serif;
  --plain: system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  --code: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17191c; --ink: #e4e3df; --quiet: #a0a5ab; --line: #383b40; --field: #202327; --link: #9cc2f2;
    --good: #83cf9f; --good-field: #1b3124; --part: #e6bd6c; --part-field: #352a12; --bad: #f3a19b; --bad-field: #3b1d1d;
    --none: #a0a5ab; --none-field: #292c30; --open: #beb5f7; --open-field: #2a2646;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--text); overflow-wrap: break-word; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
main.wide { max-width: 72rem; }
p, ul, ol, dl, pre, table { margin: 0 0 0.9rem; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; font-weight: 600; }
h1 { font-size: 1.9rem; margin: 0 0 0.35rem; letter-spacing: -0.01em; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 0.7rem; }
h3 { font: 600 0.8125rem/1.3 var(--plain); margin: 1.4rem 0 0.35rem; color: var(--quiet); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
a:focus-visible, pre:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font-family: var(--code); font-size: 0.86em; font-variant-ligatures: none; }
:not(pre) > code { background: var(--field); padding: 0.08em 0.3em; border-radius: 3px; }
pre { background: var(--field); border-left: 3px solid var(--line); padding: 0.7rem 0.9rem; overflow-x: auto; line-height: 1.5; tab-size: 2; white-space: pre; }
.eyebrow { font: 0.875rem/1.4 var(--plain); color: var(--quiet); margin: 0 0 0.4rem; }
.quiet { color: var(--quiet); }
.small { font: 0.875rem/1.5 var(--plain); }
.total { font: 600 1.5rem/1.3 var(--plain); font-variant-numeric: tabular-nums; margin: 1rem 0 0.2rem; }
.total small { font-weight: 400; font-size: 1rem; color: var(--quiet); }
.verdict { font: 600 0.875rem/1.4 var(--plain); display: inline-block; padding: 0.1rem 0.55rem; border-radius: 3px; white-space: nowrap; }
.good { color: var(--good); } .part { color: var(--part); } .bad { color: var(--bad); } .none { color: var(--none); } .open { color: var(--open); }
.verdict.good, td.good { background: var(--good-field); } .verdict.part, td.part { background: var(--part-field); }
.verdict.bad, td.bad { background: var(--bad-field); } .verdict.none, td.none { background: var(--none-field); }
.verdict.open, td.open { background: var(--open-field); }
.notice { border-left: 3px solid var(--bad); background: var(--bad-field); padding: 0.7rem 1rem; margin: 1.2rem 0; }
.notice.calm { border-color: var(--open); background: var(--open-field); }
.notice > :last-child { margin-bottom: 0; }
.scroll { overflow-x: auto; margin: 0 0 0.9rem; }
.scroll table { margin: 0; }
table { border-collapse: collapse; font: 0.9375rem/1.4 var(--plain); font-variant-numeric: tabular-nums; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.65rem; border-bottom: 1px solid var(--line); }
tr > :first-child:not(td) { padding-inline-start: 0; }
thead th { font-weight: 600; font-size: 0.8125rem; color: var(--quiet); vertical-align: bottom; border-bottom-width: 2px; }
tbody th { font-weight: 500; }
th small, td small { display: block; font-weight: 400; font-size: 0.8125rem; color: var(--quiet); }
td.number, th.number { text-align: end; white-space: nowrap; }
.contents td:first-child { width: 1.5rem; color: var(--quiet); }
.question { border-top: 1px solid var(--line); margin-top: 2.25rem; padding-top: 0.1rem; }
.question h2 { margin-top: 1.5rem; }
.outcome { margin: 0 0 1rem; }
.points { font: 0.9375rem/1.4 var(--plain); color: var(--quiet); margin-inline-start: 0.5rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.example { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.35rem 1rem; font: 0.9375rem/1.5 var(--plain); }
.example dt { color: var(--quiet); }
.example dd { margin: 0; }
.example code { white-space: pre-wrap; overflow-wrap: anywhere; background: none; padding: 0; }
.comment { border-left: 3px solid var(--open); padding: 0.1rem 0 0.1rem 1rem; margin: 0 0 1rem; }
.comment p:last-child { margin: 0; }
.comment .by { font: 0.875rem/1.4 var(--plain); color: var(--quiet); }
.text { white-space: pre-wrap; border-left: 3px solid var(--line); padding-left: 1rem; }
details { border-bottom: 1px solid var(--line); padding: 0.5rem 0; }
summary { cursor: pointer; }
details > pre, details > .text, details > p { margin: 0.7rem 0; }
footer h2 { font: 600 1rem/1.3 var(--plain); color: var(--ink); margin: 0 0 0.5rem; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1.2rem; font: 0.875rem/1.55 var(--plain); color: var(--quiet); }
footer code { overflow-wrap: anywhere; }
.class td.verdict-cell { font-size: 0.875rem; font-weight: 600; }
.class td.verdict-cell small { font-weight: 400; }
.bar { display: block; width: 100%; min-width: 8rem; height: 0.85rem; border-radius: 2px; margin: 0.2rem 0 0.1rem; background: var(--none-field); }
.bar rect { shape-rendering: crispEdges; }
.bar rect.good { fill: var(--good); } .bar rect.part { fill: var(--part); } .bar rect.bad { fill: var(--bad); }
.bar rect.none { fill: var(--line); } .bar rect.open { fill: var(--open); }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  .example { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .example dd { margin-bottom: 0.5rem; }
  table.cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { border-bottom: 2px solid var(--line); padding: 0.6rem 0; }
  .cards th, .cards td { border: 0; padding: 0.15rem 0.5rem; }
  .cards td, .cards td.number { text-align: start; display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr); gap: 0.75rem; }
  .cards td[data-label]::before { content: attr(data-label); color: var(--quiet); font-weight: 400; }
  .cards td small { display: inline; margin-inline-start: 0.4rem; }
  .cards td:empty { display: none; }
}
@media print {
  :root {
    --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --field: #fff; --link: #000;
    --good: #000; --part: #000; --bad: #000; --none: #000; --open: #000;
    --good-field: #fff; --part-field: #fff; --bad-field: #fff; --none-field: #fff; --open-field: #fff;
  }
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; }
  main, main.wide { max-width: none; padding: 0; }
  a { text-decoration: none; }
  h2, h3, thead { break-after: avoid; }
  tr, .example, .notice { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .verdict { padding-inline: 0; }
  .bar { border: 1px solid #000; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .bar rect.good { fill: #555; } .bar rect.part { fill: #999; } .bar rect.bad { fill: #ddd; } .bar rect.none { fill: #fff; } .bar rect.open { fill: #fff; }
}
`;
