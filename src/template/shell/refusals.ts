/** Why a value cannot stand somewhere in a script, and what to write instead. */
export interface Refused {
  readonly refused: string;
  readonly help: string;
}

const ASSIGN = 'assign it to a variable on a line of its own, as in name={{…}}, and use "$name" here';
const INT = 'declare the value as int, or compute the number in "set" or "capture"';

/** The only list of what is said about values that cannot stand where they are. */
export const refusals = {
  lost: (why: string): Refused => ({refused: `cannot tell how this is quoted, because of ${why}`, help: ASSIGN}),
  keyword: (): Refused => ({refused: 'the shell expects a keyword or operator here', help: 'write it out'}),
  command: (): Refused => ({
    refused: 'a value cannot be the command itself',
    help: 'write the command',
  }),
  escaped: (): Refused => ({
    refused: 'a backslash or dollar sign stands right before the value',
    help: 'remove it: values need no escaping',
  }),
  arithmetic: (): Refused => ({
    refused: 'a shell evaluates what stands in arithmetic, and this value is not an int',
    help: INT,
  }),
  comparison: (operator: string): Refused => ({
    refused: `"${operator}" evaluates its sides in some shells, and this value is not an int`,
    help: `compare in "if" or "assert", or ${INT}`,
  }),
  backtick: (): Refused => ({refused: 'a value cannot stand inside of backticks', help: 'write $( … ) instead'}),
  brace: (): Refused => ({refused: 'a value cannot stand inside of ${…}', help: ASSIGN}),
  braces: (): Refused => ({
    refused: 'braces are expanded before values are put in',
    help: 'write the words one by one, or loop with {{#each}}',
  }),
  tilde: (): Refused => ({refused: 'a value after "~" would be taken for a user name', help: 'write "$HOME"/{{…}}'}),
  quotedHeredoc: (delimiter: string): Refused => ({
    refused: `nothing is put into a here-document whose delimiter is quoted ('${delimiter}')`,
    help: `write <<${delimiter} without quotes, and a backslash before $, \` and \\ in the body`,
  }),
  runHeredoc: (program: string): Refused => ({
    refused: `"${program}" runs this here-document as code`,
    help: 'give the value to the program as an argument or through "env"',
  }),
  piped: (program: string): Refused => ({
    refused: `"${program}" runs what is piped into it`,
    help: 'give the value to the program as an argument or through "env"',
  }),
  delimiter: (): Refused => ({
    refused: 'a value cannot be the delimiter of a here-document',
    help: 'write a plain word such as EOF',
  }),
  descriptor: (): Refused => ({
    refused: 'a value cannot name a descriptor',
    help: 'write the number, or redirect to a file: > {{…}}',
  }),
  variable: (): Refused => ({refused: 'a value cannot be the name of a variable or function', help: 'write the name'}),
  index: (): Refused => ({refused: 'a shell evaluates the index of an array', help: INT}),
  integer: (name: string): Refused => ({
    refused: `"${name}" is an integer variable: the shell evaluates what is assigned to it`,
    help: INT,
  }),
  runVariable: (name: string): Refused => ({
    refused: `what "${name}" holds is run as code`,
    help: 'write it out, without values',
  }),
  steeringVariable: (name: string): Refused => ({
    refused: `what "${name}" holds decides which code is run`,
    help: 'write it out, without values',
  }),
  code: (name: string): Refused => ({
    refused: `"${name}" runs this argument as code`,
    help: CODE_HELP[name] ?? CODE_HELP[''],
  }),
  format: (): Refused => ({refused: 'the format of printf is code of its own kind', help: "write printf '%s' {{…}}"}),
  setOptions: (): Refused => ({refused: 'a value here could be an option of the shell', help: 'write set -- {{…}}'}),
  testForm: (): Refused => ({
    refused: 'with this value the test could mean something else',
    help: 'write one comparison at a time, as in [ {{…}} = "text" ], or use "if"',
  }),
  pattern: (): Refused => ({
    refused: 'in zsh the right side of =~ is a pattern even when it is quoted',
    help: 'use "assert" with matches',
  }),
  wrapper: (name: string): Refused => ({
    refused: `behind "${name}" a value cannot be the command`,
    help: 'write the command',
  }),
} as const;

const CODE_HELP: Readonly<Record<string, string>> & {readonly '': string} = {
  '': 'put the value into "env", and read the variable inside of the script',
  ssh: 'run it on that host with "target"; only the host may be a value, as in ssh -- {{host}} uptime',
  psql: 'write psql -v name={{…}} and :\'name\' in the statement, or use a target with "language: sql"',
  awk: 'write awk -v name={{…}} and name in the program',
  jq: 'write jq --arg name {{…}} and $name in the filter',
  sed: 'use "edit" for files, or awk -v name={{…}}',
  xargs: 'loop with {{#each}}, or give the value to the command itself',
  make: 'put the value into "env", and read it as $${NAME} in the recipe',
};
