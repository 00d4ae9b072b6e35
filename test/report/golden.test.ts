import {JSDOM} from 'jsdom';
import {describe, expect, it} from 'vitest';
import {emptyView, observe} from '../../src/events/observe.ts';
import {aboutRunbook} from '../../src/report/about.ts';
import type {RunFormat} from '../../src/report/formats/contract.ts';
import {runFormats} from '../../src/report/formats/index.ts';
import {junit} from '../../src/report/formats/junit.ts';
import {markdown} from '../../src/report/formats/markdown.ts';
import {approvedRun} from './rig/approved-run.ts';
import {referenceRun, type TestRecord} from './rig/reference-run.ts';

const runs = {reference: referenceRun(), approved: approvedRun()};

describe.each(Object.entries(runs))('the %s run', (name, run) => {
  it.each([
    ['plain', 'txt', printed(run, runFormats.plain)],
    ['github', 'txt', printed(run, runFormats.github)],
    ['markdown', 'md', markdown.render(run)],
    ['junit', 'xml', junit.render(run)],
  ])('as %s', async (format, extension, text) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}-${format}.${extension}`);
  });

  it('is XML that a parser takes, and its sums are right', () => {
    const document = xmlOf(junit.render(run));
    const suites = document.documentElement;
    expect(suites.nodeName).toBe('testsuites');
    expect(suites.getAttribute('tests')).toBe(String(document.querySelectorAll('testcase').length));
    expect(suites.getAttribute('failures')).toBe(String(document.querySelectorAll('failure').length));
    expect(suites.getAttribute('skipped')).toBe(String(document.querySelectorAll('skipped').length));
  });

  it('gives the reader of a log nothing to obey but groups and annotations', () => {
    const commands = printed(run, runFormats.github).match(/^\s*::\S+|##\[.*/gm) ?? [];
    const known = commands.filter((each) => /^::(group|endgroup|error|warning)\b/.test(each));
    expect(commands).toEqual(known);
    expect(commands.length).toBeGreaterThan(0);
  });
});

it('annotates no more than the runner shows', () => {
  const steps = Array.from({length: 14}, (_, index) => ({
    event: 'left' as const,
    path: `/s${index}` as never,
    parent: '/' as never,
    outcome: 'failed' as const,
    failure: {reason: 'not-started' as const, message: 'gone: 100%, really'},
  }));
  const entered = steps.map(({path}) => ({
    event: 'entered' as const,
    path,
    def: path,
    parent: '/' as never,
    n: 0,
    type: 'act' as const,
  }));
  const turn = {seq: 1, at: 0, events: [...entered, ...steps]};
  const writer = runFormats.github.begin({color: false, unicode: true, verbose: false, quiet: false});
  const errors = writer.turn(turn, observe(emptyView(), turn)).match(/^::error .*$/gm) ?? [];
  expect(errors).toHaveLength(10);
  expect(errors[0]).toBe('::error title=s0::could not be started: gone: 100%25, really');
});

it('gives XML no character that it cannot hold', () => {
  const run = approvedRun({output: '\u0000\u0008\ud800 ]]> <b> \ufffe\u001b[31mred'});
  const texts = [...xmlOf(junit.render(run)).querySelectorAll('system-out')].map(({textContent}) => textContent);
  expect(texts.join('')).toContain(']]> <b>');
});

it('stays below what an issue takes, however many steps there are', () => {
  const steps = Array.from(
    {length: 700},
    (_, index) =>
      `  - {title: Step ${index} of a very long list of them all with a title that takes its room and more, run: 'true'}`,
  );
  const run = approvedRun({text: `runbook: release\ntitle: Long\nsteps:\n${steps.join('\n')}\n`});
  const text = markdown.render(run);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('Done');
});

function printed({turns, runbook, output}: TestRecord, format: RunFormat): string {
  const view = emptyView();
  const writer = format.begin({
    color: false,
    unicode: true,
    verbose: false,
    quiet: false,
    about: aboutRunbook(runbook),
    output: (key) => output(key, 1000),
  });
  return turns.map((turn) => writer.turn(turn, observe(view, turn))).join('');
}

function xmlOf(text: string): Document {
  const {window} = new JSDOM('');
  return new window.DOMParser().parseFromString(text, 'application/xml');
}
