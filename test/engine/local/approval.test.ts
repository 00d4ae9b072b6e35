import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {check} from '../../../src/check/check.ts';
import {textsOf} from '../../../src/cli/record/run-record.ts';
import type {ControlReply} from '../../../src/control/request.ts';
import type {RunHandle} from '../../../src/engine/contract.ts';
import {sign, verifySignature} from '../../../src/engine/local/signature.ts';
import {RecordedApprovals} from '../../../src/engine/local/verify-approvals.ts';
import type {RunEvent, Turn} from '../../../src/events/event.ts';
import {readJournal} from '../../../src/journal/read.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import type {Runbook} from '../../../src/model/runbook.ts';
import {type EngineRig, engineRig} from './rig.ts';

const people = ['bob', 'cid', 'eve'] as const;
type Person = (typeof people)[number];

let keys: string;
let signers: string;

beforeAll(() => {
  keys = mkdtempSync(join(tmpdir(), 'approval-keys-'));
  for (const person of people) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(keys, person)]);
  const key = (person: Person) => readFileSync(join(keys, `${person}.pub`), 'utf8').trim();
  signers = `bob ${key('bob')}\ncid ${key('cid')}\n`;
});
afterAll(() => rmSync(keys, {recursive: true, force: true}));

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

/** A run that waits at its gate, and what is recorded of it. */
interface Gate {
  readonly folder: string;
  readonly engine: RunHandle;
  readonly turns: readonly Turn[];
  /** What \`by\` would sign for the question that is open now. */
  readonly statement: (by: string) => Promise<string>;
  readonly approve: (by: string, signature?: string) => Promise<ControlReply>;
}

const TEXT = `runbook: try
title: Try
roles: {lead: {text: Leads, members: [bob, cid]}}
inputs: {version: {type: string, default: '1'}}
steps:
  - id: gate
    approve: {what: 'Version {{inputs.version}}', approvers: [lead], count: 2, signers: allowed}
`;

interface Asked {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly text?: string;
  /** The allowed signers. */
  readonly allowed?: string;
  /** Who takes the run up, after whoever began it. */
  readonly by?: string;
}

async function atTheGate({
  inputs = {version: '1'},
  text = TEXT,
  allowed = signers,
  by = 'ada',
}: Asked = {}): Promise<Gate> {
  const runbook = checked(text, allowed);
  const run = at.create(runbook, {attended: true, inputs});
  const engine = await at.start(run, runbook, {by});
  const turns: Turn[] = [];
  await new Promise<void>((resolve) => {
    engine.follow((turn) => {
      turns.push(turn);
      if (turn.events.some((event) => event.event === 'intended' && event.effect.do === 'ask')) resolve();
    });
  });
  return {
    folder: run.folder,
    engine,
    turns,
    statement: async (by) => (await engine.ask({ask: 'statement', step: 'gate', by})).message,
    approve: (by, signature) =>
      engine.ask({ask: 'answer', step: 'gate', value: 'yes', by, via: 'test', ...(signature && {signature})}),
  };
}

function checked(text: string, allowed: string): Runbook {
  const read = (path: string) => ({ok: true, value: {name: path, text: allowed}}) as const;
  const result = check({file: {name: 'try.yaml', text}, read});
  if (!result.ok) throw new Error(result.error.map(({message}) => message).join('\n'));
  return result.value.runbook;
}

/** Signs as each of these people and approves, until the run has ended. */
async function approved(gate: Gate, people: readonly Person[]): Promise<Gate> {
  for (const by of people) await gate.approve(by, await signed(await gate.statement(by), by));
  await gate.engine.ended;
  return gate;
}

/** What is found in the record of a gate, as it is or written anew. */
async function verified(
  {folder}: Gate,
  change: (event: RunEvent) => RunEvent | undefined = (event) => event,
  shift = 0,
) {
  const approvals = new RecordedApprovals();
  readJournal(runFile(folder, 'journal'), ({seq, at, events}) =>
    approvals.take({seq, at: at + shift, events: events.flatMap((event) => change(event) ?? [])}),
  );
  const {signatures, alterations} = await approvals.verify(() => textsOf(folder));
  return {signatures, found: alterations.map(({message}) => message)};
}

async function signed(statement: string, by: Person): Promise<string> {
  const signature = await sign(statement, join(keys, by));
  if (!signature.ok) throw new Error(signature.error);
  return signature.value;
}

describe('an approval that two must sign', () => {
  test('is given by two of its approvers, and the record holds what they signed', async () => {
    const gate = await atTheGate();
    const statement = await gate.statement('bob');
    expect(statement.split('\n').slice(-6)).toEqual([
      'step: /gate',
      'question: /gate ?step',
      'by: bob',
      '',
      'Version 1',
      '',
    ]);
    expect(await gate.approve('bob', await signed(statement, 'bob'))).toMatchObject({ok: true});
    const next = await gate.statement('cid');
    expect(next).toContain('question: /gate ?step~2\n');
    expect(await gate.approve('cid', await signed(next, 'cid'))).toMatchObject({ok: true});
    expect(await gate.engine.ended).toMatchObject({is: 'ended', verdict: {is: 'succeeded'}});
    expect(await verified(gate)).toEqual({signatures: 2, found: []});
    const answers = gate.turns.flatMap(({events}) => events.filter((event) => event.event === 'answered'));
    expect(answers).toMatchObject([
      {by: 'bob', signed: {statement, signature: expect.stringContaining('BEGIN SSH SIGNATURE')}},
      {by: 'cid', signed: {statement: next}},
    ]);
  });

  test('counts no signature of another key, another statement, another run, nor one that came before', async () => {
    const other = await atTheGate();
    const gate = await atTheGate({inputs: {version: '2'}});
    const statement = await gate.statement('bob');
    const refused = {ok: false, message: expect.stringContaining('the signature does not count')};
    expect(await gate.approve('bob')).toMatchObject({ok: false, message: expect.stringContaining('must be signed')});
    expect(await gate.approve('bob', 'nonsense')).toMatchObject(refused);
    expect(await gate.approve('bob', await signed(statement, 'cid'))).toMatchObject(refused);
    expect(await gate.approve('bob', await signed(statement.replace('2', '3'), 'bob'))).toMatchObject(refused);
    expect(await gate.approve('bob', await signed(await other.statement('bob'), 'bob'))).toMatchObject(refused);
    const good = await signed(statement, 'bob');
    expect(await gate.approve('bob', good)).toMatchObject({ok: true});
    await gate.statement('cid');
    const twice = {ok: false, message: 'bob has approved already (1 of 2); somebody else has to, as well'};
    expect(await gate.approve('bob', good)).toEqual(twice);
    expect(await gate.approve('cid', good)).toMatchObject(refused);
    for (const {engine} of [gate, other]) await engine.ask({ask: 'request', what: 'stop', by: 'ada'});
  });

  test('is not for others, nor for who began the run', async () => {
    const gate = await atTheGate();
    const statement = await gate.statement('eve');
    expect(await gate.approve('eve', await signed(statement, 'eve'))).toEqual({
      ok: false,
      message: 'eve is not one of those who may approve: bob, cid',
    });
    expect(await gate.approve('ada')).toMatchObject({ok: false, message: expect.stringContaining('cannot approve')});
    await gate.engine.ask({ask: 'request', what: 'stop', by: 'ada'});
  });
});

describe('four eyes', () => {
  const key = (person: Person) => readFileSync(join(keys, `${person}.pub`), 'utf8').trim();
  const UNNAMED = TEXT.replace(' approvers: [lead],', '');
  const stop = ({engine}: Gate) => engine.ask({ask: 'request', what: 'stop', by: 'ada'});

  test('are two people with two keys, however many names the allowed signers give one', async () => {
    const allowed = `cid ${key('cid')}\nbob,cid ${key('bob')}\n"*@corp.example" namespaces="runbook-approval" ${key('bob')}\neve ${key('eve')}\n`;
    const gate = await atTheGate({text: UNNAMED, allowed});
    expect(await gate.approve('bob', await signed(await gate.statement('bob'), 'bob'))).toMatchObject({ok: true});
    for (const by of ['cid', 'zoe@corp.example']) {
      expect(await gate.approve(by, await signed(await gate.statement(by), 'bob'))).toEqual({
        ok: false,
        message: `the key of ${by} has approved already, as bob (1 of 2); somebody else has to, with a key of their own`,
      });
    }
    expect(await gate.approve('cid', await signed(await gate.statement('cid'), 'cid'))).toEqual({
      ok: false,
      message: 'cid has approved already, as bob (1 of 2); somebody else has to, as well',
    });
    expect(await gate.approve('eve', await signed(await gate.statement('eve'), 'eve'))).toMatchObject({ok: true});
    expect(await gate.engine.ended).toMatchObject({verdict: {is: 'succeeded'}});
  });

  test('are two people, by whatever name: a login and a principal of that name are one', async () => {
    const gate = await atTheGate({text: UNNAMED.replace(', signers: allowed', '')});
    expect(await gate.approve('bob')).toMatchObject({ok: true});
    expect(await gate.approve('Bob@corp.example')).toEqual({
      ok: false,
      message: 'Bob@corp.example has approved already, as bob (1 of 2); somebody else has to, as well',
    });
    expect(await gate.approve('cid@corp.example')).toMatchObject({ok: true});
    await gate.engine.ended;
  });

  test('are also those of somebody who takes a run up that was left, only to approve', async () => {
    const text = UNNAMED.replace(' count: 2, signers: allowed', '');
    const gate = await atTheGate({text});
    await gate.engine.leave('for lunch');
    const request = {ask: 'answer', step: 'gate', value: 'yes', by: 'bob', via: 'test'} as const;
    const again = await at.start({id: '' as never, folder: gate.folder}, checked(text, signers), {
      by: 'bob',
      requests: [request],
    });
    expect(await again.ended).toMatchObject({verdict: {is: 'succeeded'}});
  });

  test('are not those of who began the run or took it up, nor their keys', async () => {
    const gate = await atTheGate({text: UNNAMED, allowed: `ada,zoe ${key('eve')}\n`, by: 'root'});
    const barred = async (by: string) => (await gate.approve(by)).message;
    expect(await barred('ada')).toBe('ada began this run and cannot approve it as well; somebody else has to');
    expect(await barred('root')).toBe('root took this run up and cannot approve it as well; somebody else has to');
    expect(await barred('root@corp.example')).toBe(
      'root@corp.example is the same person as root, who took this run up and cannot approve it as well; somebody else has to',
    );
    expect(await gate.approve('zoe', await signed(await gate.statement('zoe'), 'eve'))).toEqual({
      ok: false,
      message:
        'the key of zoe is also that of ada, who began this run and cannot approve it as well; somebody else has to',
    });
    await stop(gate);
  });
});

describe('a record of approvals that was written anew', () => {
  const without = ({signed: _, ...event}: Extract<RunEvent, {readonly event: 'answered'}>): RunEvent => event;
  const begun = (more: object) => (event: RunEvent) => (event.event === 'run-started' ? {...event, ...more} : event);

  test('is betrayed by what the step demands: a signature, certain people, and so many of them', async () => {
    const gate = await approved(await atTheGate(), ['bob', 'cid']);
    expect(await verified(gate, (event) => (event.event === 'answered' ? without(event) : event))).toEqual({
      signatures: 0,
      found: ['bob', 'cid'].map((by) => `the approval of ${by} is not signed, and the step demands it`),
    });
    expect(
      await verified(gate, (event) => (event.event === 'answered' && event.by === 'cid' ? undefined : event)),
    ).toEqual({
      signatures: 1,
      found: ['it was passed with 1 of 2 approvals'],
    });
  });

  test('is betrayed by what was signed: the run, its runbook, its inputs, the step and who approved', async () => {
    const gate = await approved(await atTheGate(), ['bob', 'cid']);
    const others = ['bob', 'cid'].map((by) => `what ${by} signed is not what the record says`);
    expect(await verified(gate, begun({inputs: {version: '2'}}))).toEqual({signatures: 0, found: others});
    expect(await verified(gate, begun({run: 'another'}))).toEqual({signatures: 0, found: others});
    const moved = (event: RunEvent) =>
      event.event === 'answered' && event.by === 'cid' ? {...event, by: 'eve'} : event;
    expect(await verified(gate, moved)).toMatchObject({
      signatures: 1,
      found: ['what eve signed is not what the record says'],
    });
    const key = (event: RunEvent) =>
      event.event === 'answered' && event.signed ? {...event, signed: {...event.signed, key: 'SHA256:other'}} : event;
    expect((await verified(gate, key)).found[0]).toContain('and not of the one that is recorded');
  });

  test('without signatures is judged by who may approve, and not by the question that is recorded', async () => {
    const text = TEXT.replace(', signers: allowed', '');
    const gate = await atTheGate({text});
    for (const by of ['bob', 'cid']) await gate.approve(by);
    await gate.engine.ended;
    expect(await verified(gate)).toEqual({signatures: 0, found: []});
    const by = (name: string) => (event: RunEvent) => (event.event === 'answered' ? {...event, by: name} : event);
    expect((await verified(gate, by('eve'))).found).toEqual(
      Array.from(
        {length: 2},
        () => 'the approval of eve does not count: eve is not one of those who may approve: bob, cid',
      ),
    );
    expect((await verified(gate, by('bob'))).found).toEqual([
      'the approval of bob does not count: bob has approved already (1 of 2); somebody else has to, as well',
    ]);
  });

  test('holds signatures of keys that were good then, and have expired since', async () => {
    const allowed = signers.replace('bob ssh', 'bob valid-after="20200101" ssh');
    const gate = await approved(await atTheGate({allowed}), ['bob', 'cid']);
    expect(await verified(gate)).toEqual({signatures: 2, found: []});
    const years = Date.now() - Date.UTC(2019, 5);
    expect(await verified(gate, undefined, -years)).toEqual({
      signatures: 1,
      found: ['the signature: it is not that of bob over this'],
    });
    const statement = 'anything';
    const expired = signers.replace('bob ssh', 'bob valid-before="20200101" ssh');
    const given = {statement, signature: await signed(statement, 'bob'), by: 'bob', signers: expired};
    expect(await verifySignature({...given, at: Date.UTC(2019, 5)})).toMatchObject({ok: true});
    expect(await verifySignature(given)).toMatchObject({ok: false});
  });
});
