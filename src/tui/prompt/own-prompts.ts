import {type EffectKey, effectKey} from '../../base/ids.ts';
import {choice, newPrompt, type Prompt, textInput, WHY} from './prompt.ts';

/** Asked before a rollback is requested. */
export function rollbackPrompt(late: boolean): Prompt {
  const title = late ? 'Why, although the time for it is over' : 'Why';
  return newPrompt({
    id: 'rollback',
    gives: 'one',
    controls: [
      textInput(WHY, title),
      choice('Take back what was done, in reverse order?', [
        {value: 'yes', label: 'Roll back'},
        {value: 'no', label: 'Go on with the run'},
      ]),
    ],
    reasonFor: ['yes'],
  });
}

/** Asked after Ctrl-C. */
export function interruptPrompt({
  stopping,
  canRollBack,
}: {
  readonly stopping: boolean;
  readonly canRollBack: boolean;
}): Prompt {
  const options = stopping
    ? [
        {value: 'go-on', label: 'Let it come to its end'},
        {value: 'kill', label: 'End it at once: what stays in force is listed, nothing more is run'},
      ]
    : [
        {value: 'go-on', label: 'Go on with the run'},
        {value: 'stop', label: 'Stop: end what runs, begin nothing more'},
        ...(canRollBack ? [{value: 'rollback', label: 'Roll back: take back what was done'}] : []),
      ];
  return newPrompt({id: 'interrupt', gives: 'one', controls: [choice('', options, {at: 0})]});
}

/** Asked before this terminal is given to a command. */
export function terminalPrompt(key: EffectKey): Prompt {
  const options = [{value: 'give', label: 'Give it this terminal, until it ends'}];
  return newPrompt({id: `${TERMINAL}${key}`, gives: 'one', controls: [choice('', options, {at: 0})]});
}

/** The effect that a prompt would give this terminal to, if it is of that kind. */
export function wantsTerminal({id}: Prompt): EffectKey | undefined {
  return id.startsWith(TERMINAL) ? effectKey(id.slice(TERMINAL.length)) : undefined;
}

const TERMINAL = 'terminal ';

/** Asked before a breach is reported that a person saw. */
export function breachPrompt(monitors: readonly {readonly name: string; readonly title: string}[]): Prompt {
  const options = monitors.map(({name, title}) => ({value: name, label: title}));
  return newPrompt({
    id: 'report-breach',
    gives: 'one',
    controls: [choice('Which?', options, {at: options.length === 1 ? 0 : -1}), textInput(WHY, 'What was seen')],
    reasonFor: monitors.map(({name}) => name),
  });
}
