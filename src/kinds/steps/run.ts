import {ok, type Result} from '../../base/result.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import {INT, STRING, type Type as ValueType} from '../../expression/type.ts';
import {constantTemplate} from '../../template/constant.ts';
import {Arguments, Bool, CommandMap, ListOf, notYet, OneKeyOf, Short, Text} from '../grammar/fragments.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {CommandRequest, Io} from '../io.ts';
import {outlined} from '../rendered.ts';
import {masked} from '../result-scope.ts';
import type {ActInput, ActingKind, Performed} from './contract.ts';
import {shellWord} from './shell-word.ts';

const argv = Arguments(
  ListOf(Text('argument', {description: 'One argument, always one word.', examples: ['{{inputs.file}}']}), {
    description: 'A program and its arguments, run without a shell.',
    examples: [['git', 'push', 'origin', 'main']],
    minItems: 1,
  }),
);

const form = Short(
  OneKeyOf(
    ['script', 'argv'],
    {
      script: Type.Optional(
        Text('shell', {description: 'A script for the shell.', examples: ['git push origin main']}),
      ),
      argv: Type.Optional(argv),
      stdin: Type.Optional(
        Text('value', {
          description: 'What the command reads from its standard input.',
          examples: ['{{inputs.notes}}'],
        }),
      ),
      merge: Type.Optional(
        Bool({
          description: 'Standard error into standard output, in exact order.',
          examples: [true],
          default: false,
        }),
      ),
      until_expected: Type.Optional(
        Bool({
          description: 'Ends the command when everything expected was seen, whatever its status.',
          examples: [true],
          default: false,
        }),
      ),
      interactive: Type.Optional(
        Bool({
          description: "Runs it in the operator's terminal, to be typed into; refused where there is none.",
          examples: [true],
          default: false,
        }),
      ),
      transcript: Type.Optional(
        Bool({
          description: 'Records what an interactive command shows, as its standard output; needs the program `script`.',
          examples: [true],
          default: false,
        }),
      ),
      background: Type.Optional(
        notYet(Bool({description: 'Whether the next step begins meanwhile.', examples: [true], default: false})),
      ),
      pipe: Type.Optional(
        notYet(
          Bool({
            description: 'Output through a pipe instead of a file, for programs that open `/dev/stdout`.',
            examples: [true],
            default: false,
          }),
        ),
      ),
      preview: Type.Optional(
        notYet(
          Text('shell', {
            description: 'A command whose output is shown and confirmed first.',
            examples: ['terraform plan'],
          }),
        ),
      ),
    },
    {
      description: 'Run a command; a text is a script, a list an argument vector.',
      examples: ['git push origin main', ['git', 'push', 'origin', 'main']],
    },
  ),
  {text: 'script', list: 'argv'},
);

const schema = CommandMap(form);

/** What `run` decodes to; exactly one of `script` and `argv` is given. */
export type RunBody = Static<typeof schema>;

/** Runs a command. */
export const run = {
  kind: 'run',
  sort: 'acts',
  summary: 'Runs a command and fails on a non-zero exit status.',
  schema,
  examples: ['run: git push origin main', 'run: [git, push, origin, main]'],
  onCrash: 'reattach',
  readOnly: () => false,
  results: resultsOf,
  edited: ({argv: _, ...body}, text) => ({...body, script: constantTemplate(text, 'shell')}),
  takesTerminal: (body) => body.interactive === true,
  expects: ['exit', 'stdout', 'stderr', 'output', 'sequence', 'faster_than', 'that'],
  describe: (body, scope) => described(body, masked(scope)),
  outline: (body, scope) => outlineOf(body, masked(scope)),
  perform,
} satisfies ActingKind<RunBody>;

function resultsOf({interactive, transcript}: RunBody): Readonly<Record<string, ValueType>> {
  const always = {exit: INT, took_ms: INT};
  if (interactive !== true) return {...always, stdout: STRING, stderr: STRING, output: STRING};
  return transcript === true ? {...always, stdout: STRING, output: STRING} : always;
}

async function perform(input: ActInput<RunBody>, io: Io): Promise<Performed> {
  const request = requestOf(input);
  if (!request.ok) return {did: 'not-started', message: request.error.message};
  const performed = await io.command(request.value);
  if (performed.did !== 'ended' || input.body.until_expected !== true) return performed;
  return {...performed, anyStatus: true};
}

function requestOf({body, scope, context, ...rest}: ActInput<RunBody>): Result<CommandRequest, EvaluationFault> {
  const {matchers, timeout} = rest;
  const stdin = body.stdin?.render(scope);
  if (stdin !== undefined && !stdin.ok) return stdin;
  const script = body.script?.script(scope);
  if (script !== undefined && !script.ok) return script;
  const words = argumentsOf(body, scope);
  if (!words.ok) return words;
  const env = Object.entries(context.env).map(([name, variable]) => ({name, ...variable}));
  return ok({
    ...(script === undefined ? {argv: words.value} : {script: script.value.text}),
    shell: context.shell,
    cwd: context.cwd,
    variables: [...env, ...(script?.value.variables ?? [])],
    ...(stdin !== undefined && {stdin: stdin.value}),
    merge: body.merge ?? false,
    untilExpected: body.until_expected ?? false,
    ...(body.interactive === true && {terminal: body.transcript === true ? 'recorded' : 'lent'}),
    matchers,
    ...(timeout !== undefined && {timeout}),
  });
}

function argumentsOf(body: RunBody, scope: Scope): Result<readonly string[], EvaluationFault> {
  const words: string[] = [];
  for (const argument of body.argv ?? []) {
    const word = argument.render(scope);
    if (!word.ok) return word;
    words.push(word.value);
  }
  return ok(words);
}

function outlineOf({script, argv = []}: RunBody, scope: Scope): string {
  if (script !== undefined) return outlined(script, scope).trimEnd();
  return argv.map((argument) => shellWord(outlined(argument, scope))).join(' ');
}

function described(body: RunBody, scope: Scope): Result<string, EvaluationFault> {
  if (body.script !== undefined) {
    const text = body.script.render(scope);
    return text.ok ? ok(text.value.trimEnd()) : text;
  }
  const words = argumentsOf(body, scope);
  return words.ok ? ok(words.value.map(shellWord).join(' ')) : words;
}
