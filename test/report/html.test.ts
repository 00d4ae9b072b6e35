import {hash} from 'node:crypto';
import {JSDOM} from 'jsdom';
import {describe, expect, it} from 'vitest';
import {html} from '../../src/report/formats/html/html.tsx';
import {markdown} from '../../src/report/formats/markdown.ts';
import {opened, seriousFindings} from './rig/accessibility.ts';
import {approvedRun} from './rig/approved-run.ts';
import {referenceRun} from './rig/reference-run.ts';

const pages = {reference: html.render(referenceRun()), approved: html.render(approvedRun())};

const source = approvedRun();
const standing = {steps: ['Publish the tag', 'Publish the tag'], offered: true};
const left = {...source, record: {...source.record, view: {...source.record.view, standing}}};

describe('a report on a run that left something done', () => {
  it('names it, and says how it is taken back', () => {
    const {document} = new JSDOM(html.render(left)).window;
    const afterwards = document.querySelector('[aria-labelledby="afterwards"]')?.textContent ?? '';
    expect(afterwards).toContain('Done and not taken backPublish the tagTo take it back: runbook rollback');
    expect(markdown.render(left)).toContain('### Done and not taken back\n\n- Publish the tag\n');
  });
});

it('says at its head whose the runbook is, what for, when it was reviewed, and its objective', () => {
  const {document} = new JSDOM(pages.reference).window;
  const names = [...document.querySelectorAll('.facts dt')];
  const facts = Object.fromEntries(names.map((dt) => [dt.textContent, dt.nextElementSibling?.textContent]));
  expect(facts).toMatchObject({
    Severity: 'P3',
    Owner: 'Platform Team',
    Reviewed: '2025-07-31',
    For: expect.stringContaining('; '),
    Objective: 'Deployment success rate: 95% over 90d',
  });
});

it('shows what its author wrote as Markdown as such', () => {
  const {document} = new JSDOM(pages.approved).window;
  expect(document.querySelector('.about')?.innerHTML).toBe('<p>Puts a <strong>release</strong> in production.</p>');
});

describe.each(Object.entries(pages))('the page of the %s run', (_, page) => {
  const {document} = new JSDOM(page).window;
  const all = [...document.querySelectorAll('*')];

  it('has a policy that allows its own style and script alone', () => {
    const policy = document.querySelector('meta[http-equiv="content-security-policy"]')?.getAttribute('content') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const digests = [...document.querySelectorAll('style, script')].map(
      ({textContent, nodeName}) =>
        `${nodeName.toLowerCase()}-src 'sha256-${hash('sha256', textContent ?? '', 'base64')}'`,
    );
    expect(digests).toHaveLength(2);
    for (const digest of digests) expect(policy).toContain(digest);
  });

  it('loads nothing, and nothing in it acts by itself', () => {
    const loads = all.flatMap((element) =>
      ['src', 'href', 'xlink:href', 'srcset', 'action', 'data', 'poster'].flatMap((name) => {
        const value = element.getAttribute(name);
        return value === null || value.startsWith('#') || value === 'data:,'
          ? []
          : [`${element.nodeName} ${name}=${value}`];
      }),
    );
    expect(loads).toEqual([]);
    const handlers = all.flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
    );
    expect(handlers).toEqual([]);
  });

  it('has one heading of the first level, and none that leaves a level out', () => {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({nodeName}) => Number(nodeName.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('links to what is there', () => {
    const targets = [...document.querySelectorAll('a[href^="#"]')].map(
      (link) => link.getAttribute('href')?.slice(1) ?? '',
    );
    expect(targets.filter((id) => document.getElementById(id) === null)).toEqual([]);
    const ids = [...document.querySelectorAll('[id]')].map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no serious finding of axe', async () => {
    expect(await seriousFindings(opened(page))).toEqual([]);
  });

  it('is below 1 MB', () => expect(Buffer.byteLength(page)).toBeLessThan(1_000_000));
});

describe('a search in the text of the page answers', () => {
  it.each([
    ['who approved', 'approved', /May the release begin\?.*Approved.*grace/],
    [
      'which command was retried, and why',
      'approved',
      /Migrate the tables was tried 3 times: .*exit status 1; its last line: ERROR: the table "orders" is locked/,
    ],
    [
      'what the error count was before and after',
      'reference',
      /Spike in error rates.*breached if value > baseline2(8|14)/,
    ],
    [
      'what was expected and what was the case',
      'reference',
      /Expectedmonitors\.errors\.value <= monitors\.errors\.baselineActualmonitors\.errors\.value is 14/,
    ],
    ['who decided to take it back', 'reference', /Roll back.*ada/],
    ['why it ran outside its window', 'reference', /Outside its window, because hotfix for #4711/],
    [
      'what was told to whom, and what reached nobody',
      'reference',
      /to log; not to team: it is off.*STARTED: Production deployment/,
    ],
    ['what stays in force', 'approved', /Still in forceShow the banner/],
    ['what is to be done', 'approved', /To follow upLook at the errors due 2025-11-21 15:46/],
    ['what a failure was accepted for', 'approved', /Because: They warm up by themselves/],
    ['how long it was to take', 'approved', /Took1m46sestimated 1m to 2m/],
    ['whether the record is what was written', 'reference', /runbook verify 7f3kq2mzt5ab --head fca14d8d/],
  ] as const)('%s', (_, name, answer) => {
    expect(textOf(pages[name])).toMatch(answer);
  });
});

describe('the timeline', () => {
  const {document} = new JSDOM(pages.reference).window;
  const count = (selector: string) => document.querySelectorAll(`section.chart ${selector}`).length;

  it('has a line for each step, a curve for each monitor that was measured, a mark for each decision', () => {
    expect(count('a')).toBe(document.querySelectorAll('[data-step]').length);
    expect(count('.curve')).toBe(2);
    expect(count('.baseline')).toBe(2);
    expect(count('.sample.breach')).toBe(6);
    expect(count('.decision')).toBe(5);
  });

  it('shows attempts that were repeated, waiting for a person, and the time of the rollback', () => {
    expect(count('.bar.again')).toBe(2);
    expect(count('.bar.person')).toBeGreaterThan(0);
    expect(count('.turnback')).toBe(1);
    expect(pages.approved).not.toContain('class="turnback"');
  });
});

it('says at its top that the record is damaged, and where', () => {
  const page = html.render({...referenceRun(), damage: 'the journal is damaged at line 7'});
  expect(textOf(page)).toMatch(/This record cannot be believed as a whole: the journal is damaged at line 7.*Summary/);
});

describe('output that would act on a terminal or a page', () => {
  const hostile =
    '\u001b]0;title\u0007\u001b[2J\u001b[31mred\u001b[0m\n<script>alert(1)</script>\n</pre><img src=x onerror=alert(1)>\u202egnp.exe\n';
  const page = html.render(approvedRun({output: hostile}));
  const {document} = new JSDOM(page).window;

  it('is shown as what it is', () => {
    const text = document.querySelector('#step-1 pre:not(.command)')?.textContent;
    expect(text).toBe(
      '␛]0;title␇␛[2Jred\n<script>alert(1)</script>\n</pre><img src=x onerror=alert(1)><U+202E>gnp.exe',
    );
  });

  it('makes no element', () => {
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.title).toContain('<b>1.4</b>');
  });
});

describe('its script', () => {
  it('folds what does not match, counts what does, and unfolds what a link leads to', () => {
    const {window} = new JSDOM(pages.approved, {
      // There is no screen on which anything could be scrolled.
      beforeParse: ({Element}) => {
        Element.prototype.scrollIntoView = () => {};
      },
      runScripts: 'dangerously',
      url: 'http://localhost/report.html#step-5',
    });
    const {document} = window;
    const item = (id: string) => document.getElementById(id) as HTMLElement;
    expect(item('step-5').querySelector('details')?.open).toBe(true);
    const query = document.getElementById('query') as HTMLInputElement;
    expect(query.form?.hidden).toBe(false);
    query.value = 'bin/replace two';
    query.dispatchEvent(new window.Event('input'));
    expect(document.getElementById('found')?.textContent).toBe('1 step');
    expect(item('step-1').hidden).toBe(true);
    expect(item('step-4-2').hidden).toBe(false);
    expect(item('step-4-2').querySelector('details')?.open).toBe(true);
    query.value = '';
    query.dispatchEvent(new window.Event('input'));
    expect(item('step-1').hidden).toBe(false);
  });

  it('is not needed: without it nothing is hidden but the search', () => {
    const {document} = new JSDOM(pages.approved).window;
    expect([...document.querySelectorAll('[hidden]')].map(({id}) => id)).toEqual(['search']);
  });
});

function textOf(page: string): string {
  const {document} = new JSDOM(page).window;
  for (const element of document.querySelectorAll('style, script')) element.remove();
  return document.body.textContent?.replace(/\s+/g, ' ') ?? '';
}
