/** What a key or word from elsewhere is called here, and what to write where it is no mere word. */
export interface Instead {
  /** The word to write; only offered where it is legal. */
  readonly word?: string;
  readonly help?: string;
  /** Where the help is about, if it is not a step. */
  readonly beside?: string;
}

const CONTINUE = {help: 'write on_failure: {continue: why that is acceptable}'};
const ORDER = {help: 'steps run in the order of the list; put what can run at once into a group with "parallel"'};
const GATE = {help: 'for a person to agree write "approve", for a pause "wait"'};
const WAYS = {help: 'where to go on is said by "branch", and what follows a failure by "rescue"'};
const KIND = {help: 'the kind of a step is its key: write "run: …", "http: …", "manual: …"'};

const KEYS: Readonly<Record<string, Instead | readonly Instead[]>> = {
  name: {word: 'title'},
  label: {word: 'title'},
  description: [{word: 'goal'}, {word: 'summary'}],
  when: {word: 'if'},
  condition: {word: 'if'},
  only_if: {word: 'if'},
  register: {word: 'capture'},
  save: {word: 'capture'},
  loop: {word: 'foreach'},
  for_each: {word: 'foreach'},
  with_items: {word: 'foreach'},
  command: [{word: 'run'}, {word: 'script'}],
  cmd: [{word: 'run'}, {word: 'script'}],
  script: {word: 'run'},
  exec: {word: 'run'},
  bash: [{word: 'run'}, {word: 'script'}],
  uses: {word: 'use'},
  include: {word: 'use'},
  call: {word: 'use'},
  ignore_errors: CONTINUE,
  continue_on_error: CONTINUE,
  allow_failure: CONTINUE,
  timeout_minutes: {word: 'timeout', help: 'with its unit, as in "timeout: 5m"'},
  timeout_seconds: {word: 'timeout', help: 'with its unit, as in "timeout: 90s"'},
  needs: ORDER,
  depends: ORDER,
  depends_on: ORDER,
  suspend: GATE,
  pause: GATE,
  next_step: WAYS,
  next: WAYS,
  goto: WAYS,
  on_error: [{word: 'failed'}, WAYS],
  on_failure: [{word: 'failed'}, {word: 'on_failure', help: WAYS.help}],
  on_success: [{word: 'succeeded'}, WAYS],
  success: {word: 'succeeded'},
  failure: {word: 'failed'},
  type: KIND,
  action: KIND,
  verify: {word: 'expect'},
  check: {word: 'expect'},
  rollback: {word: 'undo'},
  revert: {word: 'undo'},
  retries: {word: 'retry'},
  request: {word: 'http'},
  sleep: {word: 'wait'},
  confirm: {word: 'approve'},
  approval: {word: 'approve'},
  prompt: {word: 'ask'},
  message: {word: 'notify'},
  tasks: {word: 'steps'},
  jobs: {word: 'steps'},
  phases: {word: 'steps', help: 'groups at the top are shown as phases'},
  stages: {word: 'steps', help: 'groups at the top are shown as phases'},
  parameters: {word: 'inputs'},
  params: {word: 'inputs'},
  variables: {word: 'vars'},
  environment: {word: 'env'},
  working_directory: {word: 'cwd'},
  workdir: {word: 'cwd'},
  dir: {word: 'cwd'},
  exit_code: {word: 'exit'},
  return_code: {word: 'exit'},
  status_code: {word: 'status'},
  regex: {word: 'matches'},
  attempts: {word: 'times'},
  count: {word: 'times'},
  max_attempts: {word: 'times'},
  max: {word: 'times'},
  tries: {word: 'times'},
  delay: {word: 'every'},
  interval: {word: 'every'},
  required: {
    help: 'what is asked for is required unless it says "optional: true" or has a "default"',
    beside: 'optional',
  },
  enum: {word: 'options'},
  choices: {word: 'options'},
  values: {word: 'options'},
  channel: {word: 'to'},
  channels: {word: 'to'},
  query_params: {word: 'query'},
  data: {word: 'body'},
  body: {help: 'write that: body.contains("…")', beside: 'faster_than'},
  contains: {help: 'say of what: write "stdout:" and below it "contains: …"', beside: 'sequence'},
  text: {help: 'say when it is sent: write "succeeded:" and below it "text: …" and "to: …"', beside: 'followup_due'},
  send: {help: 'say when it is sent: write "succeeded:" and below it "send: …" and "to: …"', beside: 'followup_due'},
  kind: {word: 'type'},
  link: {word: 'url'},
  href: {word: 'url'},
  webhook_url: {word: 'webhook'},
};

const VALUES: Readonly<Record<string, string>> = {
  integer: 'int',
  boolean: 'bool',
  float: 'number',
  double: 'number',
  str: 'string',
  text: 'string',
  enum: 'choice',
  select: 'choice',
  array: 'list',
  object: 'map',
  uri: 'url',
  datetime: 'time',
  file: 'path',
};

/** What to write instead of a key known from other tools, whatever its case and separators; what it is depends on the place. */
export function insteadOfKey(key: string): readonly Instead[] {
  const name = snakeCase(key);
  const found = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
  return found === undefined ? [] : 'length' in found ? found : [found];
}

/** What to write instead of a word known from other tools. */
export function insteadOfWord(word: string): string | undefined {
  const name = word.toLowerCase();
  return Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;
}

/** `camelCase` and `kebab-case` as keys are written here. */
export function snakeCase(key: string): string {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[-\s]+/g, '_')
    .toLowerCase();
}
