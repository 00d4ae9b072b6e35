import {approve} from './approve.ts';
import {ask} from './ask.ts';
import {assert} from './assert.ts';
import {branch} from './branch.ts';
import {checklist} from './checklist.ts';
import {choose} from './choose.ts';
import {edit} from './edit.ts';
import {end} from './end.ts';
import {http} from './http.ts';
import {manual} from './manual.ts';
import {notify} from './notify.ts';
import {run} from './run.ts';
import {set} from './set.ts';
import {steps} from './steps.ts';
import {use} from './use.ts';
import {wait} from './wait.ts';

/** The only list of step kinds: types, JSON Schema, help and dispatch derive from it. */
export const stepKinds = {
  run,
  http,
  assert,
  set,
  wait,
  manual,
  checklist,
  ask,
  approve,
  edit,
  notify,
  use,
  end,
  branch,
  choose,
  steps,
} as const;
