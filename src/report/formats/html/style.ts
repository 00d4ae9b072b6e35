/** The style of the page: light and dark, on a screen and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --sheet: #ffffff; --sunk: #f3f3f0; --line: #deded9; --ink: #1d1f21; --dim: #5d6166;
  --good: #17713f; --bad: #b3261e; --warn: #8a5300; --link: #1f56b0;
  --good-bar: #3c9b68; --bad-bar: #d9534b; --warn-bar: #d59a33; --rest-bar: #a3a8ae; --group-bar: #d3d6da;
  --wait-bar: #b9c9e6; --back: #fbf1e2; --curve: #1f56b0;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #131518; --sheet: #1b1e22; --sunk: #23272c; --line: #353a41; --ink: #e7e9eb; --dim: #a3a9b1;
    --good: #5cc78f; --bad: #ff8a80; --warn: #e8b35a; --link: #8ab4ff;
    --good-bar: #3f9d6b; --bad-bar: #e0645b; --warn-bar: #c78f33; --rest-bar: #6f767e; --group-bar: #3d434b;
    --wait-bar: #3f5680; --back: #2b2418; --curve: #8ab4ff;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
}
body > header, body > main, body > footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; background: var(--sheet); padding: .5rem 1rem; z-index: 2; }
.skip:focus { left: 1rem; top: .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; letter-spacing: -.015em; }
h2 { font-size: 1.25rem; margin: 0 0 .9rem; letter-spacing: -.01em; }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p { margin: .4rem 0; }
ul, ol { margin: .4rem 0; padding-left: 1.3rem; }
code, pre, .number { font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace; }
code { overflow-wrap: anywhere; }
.dim { color: var(--dim); }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }

.verdict { padding-top: 2.4rem !important; padding-bottom: 1.2rem !important; }
.kind { color: var(--dim); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; margin: 0 0 .2rem; }
.headline { font-size: 1.25rem; font-weight: 600; color: var(--warn); margin: .5rem 0 0; }
.verdict.succeeded .headline { color: var(--good); }
.verdict.failed .headline, .verdict.rollback-failed .headline { color: var(--bad); }
.headline::before {
  content: ''; display: inline-block; width: .7rem; height: .7rem; border-radius: 50%; margin-right: .55rem;
  background: currentColor;
}
.reason { max-width: 62rem; overflow-wrap: anywhere; }
.about { color: var(--dim); max-width: 62rem; } .prose p, .prose ul, .prose ol { margin: .3rem 0; }

nav { position: sticky; top: 0; z-index: 1; background: var(--ground); border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; max-width: 76rem; margin: 0 auto; padding: .55rem 1.5rem; }
nav a { text-decoration: none; color: var(--dim); font-size: .9rem; }
nav a:hover { color: var(--link); text-decoration: underline; }

main > section { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; margin: 1.2rem 0; padding: 1.2rem 1.4rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .9rem 1.5rem; margin: 0; }
.facts .wide { grid-column: span 2; }
dt { color: var(--dim); font-size: .82rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.over { color: var(--bad); }
.points { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: .8rem; }
.points li { margin: .25rem 0; overflow-wrap: anywhere; }

table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-top: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word; }
thead th { border-top: 0; color: var(--dim); font-size: .82rem; }
.decisions table { table-layout: fixed; } .decisions th:nth-child(1) { width: 7.5rem; } .decisions th:nth-child(2) { width: 44%; } .decisions th:nth-child(4) { width: 10rem; }
.amount { text-align: right; font-variant-numeric: tabular-nums; }
th .dim, td .dim { font-size: .85rem; }
.ticked { list-style: none; padding: 0; margin: 0; }
.ticked li::before { content: '✔'; color: var(--good); margin-right: .5rem; }
.why { color: var(--dim); }

form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: .8rem; font-size: .9rem; }
form[hidden], [data-step][hidden] { display: none; }
form label { color: var(--dim); }
input, button { font: inherit; color: inherit; background: var(--sunk); border: 1px solid var(--line); border-radius: 6px; padding: .25rem .6rem; }
input { flex: 1 1 14rem; max-width: 26rem; }
output { color: var(--dim); min-width: 5rem; }
.back { border-top: 2px solid var(--warn-bar); padding-top: .8rem; color: var(--warn); }
.steps { list-style: none; margin: 0; padding: 0; }
.steps .steps { border-left: 1px solid var(--line); margin-left: .45rem; padding-left: .9rem; }
.steps li:target > details > summary { background: var(--sunk); }
summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .55rem; padding: .28rem .3rem; border-radius: 6px; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '▸'; color: var(--dim); font-size: .8rem; width: .7rem; }
details[open] > summary::before { content: '▾'; }
summary:hover { background: var(--sunk); }
summary h3 { margin: 0; display: inline; }
.title { flex: 1 1 20rem; overflow-wrap: anywhere; }
.number { color: var(--dim); font-size: .8rem; min-width: 1.2rem; }
.mark { width: 1rem; text-align: center; color: var(--dim); }
.mark.succeeded { color: var(--good); } .mark.failed { color: var(--bad); } .mark.accepted, .mark.stopped, .mark.running { color: var(--warn); }
.meta { display: flex; gap: .9rem; color: var(--dim); font-size: .85rem; align-items: baseline; }
.took { min-width: 3.2rem; text-align: right; font-variant-numeric: tabular-nums; }
.word { font-size: .85rem; } .word.failed { color: var(--bad); } .word.accepted, .word.stopped, .word.running, .word.succeeded { color: var(--warn); }
.body { padding: .1rem 0 .5rem 1.85rem; }
.body > .steps { margin-left: -1.4rem; }
.body > .goal:first-child { margin-top: 0; }
.damage { border-left: 4px solid var(--bad-bar); padding-left: .8rem; color: var(--bad); max-width: 62rem; }
.goal, .note, .because { color: var(--dim); max-width: 62rem; }
.label { color: var(--dim); font-size: .85rem; margin: .7rem 0 .2rem; }
figure { margin: .5rem 0; min-width: 0; }
figcaption { color: var(--dim); font-size: .82rem; margin-bottom: .15rem; }
pre { margin: 0; padding: .5rem .75rem; background: var(--sunk); border-radius: 6px; font-size: .82rem; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
.command { border-left: 3px solid var(--link); margin: .4rem 0; }
.command::before { content: '$ '; color: var(--dim); }
.does { background: none; padding: .2rem 0; }
.cut { color: var(--warn); font-size: .82rem; margin: .2rem .75rem; }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 0 .9rem; }
.expected { border-left: 3px solid var(--good-bar); } .actual { border-left: 3px solid var(--bad-bar); }
.finding { color: var(--bad); font-weight: 600; margin-top: .6rem; }
.held { margin: 0; padding: .5rem 0; color: var(--good); }
.values > div { display: flex; gap: .7rem; } .values { margin: 0; } .values dt { min-width: 7rem; }
.milestones, .attempts, .messages, .remarks { list-style: none; padding: 0; }
.attempts > li { border-left: 2px solid var(--line); padding-left: .8rem; margin: .5rem 0; }
.decided { margin: .5rem 0; } .decided p { margin: .1rem 0; }
.place { font-size: .78rem; overflow-wrap: anywhere; margin-top: .6rem; }
.remarks li { margin: .2rem 0; overflow-wrap: anywhere; } .remarks .grave { color: var(--bad); } .remarks time { color: var(--dim); margin-right: .6rem; }
.inforce { color: var(--warn); }
.followups { list-style: none; padding: 0; } .followups li::before { content: '☐'; margin-right: .5rem; color: var(--dim); }
footer { color: var(--dim); font-size: .82rem; padding-bottom: 2.5rem !important; overflow-wrap: anywhere; }

.chart { overflow-x: auto; }
.chart svg { display: block; width: 100%; min-width: 52rem; height: auto; font: 12px system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif; }
.chart text { fill: var(--ink); } .chart .faint { fill: var(--dim); font-size: 11px; } .chart .top { font-weight: 600; }
.chart .grid { stroke: var(--line); } .chart .turnback { fill: var(--back); } .chart .turnword { fill: var(--warn); font-size: 11px; }
.bar { fill: var(--rest-bar); } .bar.succeeded { fill: var(--good-bar); } .bar.failed { fill: var(--bad-bar); }
.bar.accepted, .bar.stopped, .bar.running { fill: var(--warn-bar); } .bar.group { fill: var(--group-bar); } .bar.person { fill: var(--wait-bar); } .bar.again { fill: var(--bad-bar); }
.decision { fill: var(--ink); stroke: var(--sheet); stroke-width: 1.5; } .skipped { fill: var(--rest-bar); }
.curve { fill: none; stroke: var(--curve); stroke-width: 1.6; } .baseline { stroke: var(--dim); stroke-dasharray: 4 3; }
.sample { fill: var(--curve); } .sample.breach { fill: var(--bad-bar); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; padding: 0; color: var(--dim); font-size: .82rem; }
.legend svg { width: 14px; height: 10px; min-width: 0; margin-right: .4rem; display: inline-block; }

@media (max-width: 46rem) {
  body > header, body > main, body > footer { padding: 0 .8rem; }
  main > section { padding: .9rem; } .beside { grid-template-columns: 1fr; } .body { padding-left: .9rem; } .body > .steps { margin-left: 0; }
  nav ul { padding: .55rem .8rem; }
  .decisions table { table-layout: auto; } .decisions thead { display: none; } .decisions tr { display: block; border-top: 1px solid var(--line); padding: .4rem 0; } .decisions td { display: block; border: 0; padding: .1rem 0; }
}
@media print {
  :root { --ground: #fff; --sheet: #fff; --sunk: #f6f6f4; }
  html { font-size: 10.5px; } body { font-size: 1rem; } nav, form, .skip { display: none !important; }
  main > section { border: 0; padding: 0; margin: 1.5rem 0; } h1, h2, h3, summary { break-after: avoid; } figure, tr { break-inside: avoid; }
  .chart svg { min-width: 0; } details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
