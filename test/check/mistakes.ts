/** A slip in the reference runbook: the words `was` become `now`, and this is found, nothing else. */
export interface Mistake {
  readonly was: string;
  readonly now: string;
  /** As drawn, with the line counted from that of the first of `was`. */
  readonly finding: string;
}

/** One word changed in each of many places, as people do. */
export const mistakes: readonly Mistake[] = [
  {
    was: 'runbook: production-deploy',
    now: 'runbook: production_deploy',
    finding:
      '+0:10-27 file-name: "production_deploy" is not the name of this file, "production-deploy.yaml" → production-deploy',
  },
  {
    was: 'severity: P3',
    now: 'severity: P6',
    finding: '+0:11-13 unknown-value: "P6" is no value of "severity"',
  },
  {
    was: 'timezone: America/New_York',
    now: 'timezone: America/New_Yrok',
    finding: '+0:11-27 invalid-window: "America/New_Yrok" is not an IANA time zone → America/New_York',
  },
  {
    was: 'default: https://api.lafactoria.com',
    now: 'default: api.lafactoria.com',
    finding:
      '+0:14-32 bad-default: "api.lafactoria.com" is not a URL; write it with its scheme, as in "https://example.com"',
  },
  {
    was: "pattern: '^FEATURE_FLAG_[A-Z0-9_]+$'",
    now: "pattern: '^FEATURE_FLAG_[A-Z0-9_+$'",
    finding: '+0:14-40 bad-regex: "^FEATURE_FLAG_[A-Z0-9_+$" is not a pattern: missing closing ]: `[A-Z0-9_+$`',
  },
  {
    was: 'mon-thu 09:00-16:00',
    now: 'mon-thu 09:00-25:00',
    finding: '+0:11-30 invalid-window: "09:00-25:00" is no time of day; write "09:00-16:00"',
  },
  {
    was: 'timeout: 5m\n  inherit',
    now: 'timeuot: 5m\n  inherit',
    finding: '+0:3-10 unknown-key: unknown key "timeuot" in "defaults" → timeout',
  },
  {
    was: '{{join inputs.changes',
    now: '{{jion inputs.changes',
    finding: '+0:17-21 undefined-name: there is no helper "jion" → join',
  },
  {
    was: 'Duration: {{minutes run.elapsed}}',
    now: 'Duration: {{minutes run.started_at}}',
    finding: '+0:17-39 template-type: there is no minutes(time); there is minutes(duration)',
  },
  {
    was: 'Reason: {{run.reason}}',
    now: 'Reason: {{run.reason}',
    finding: '+0:13-26 bad-template: the template that is opened here is never closed → {{run.reason}}',
  },
  {
    was: '{send: rollback,',
    now: '{send: rolback,',
    finding: '+0:24-31 unknown-message: there is no message "rolback" → rollback',
  },
  {
    was: "{{run.reason}}', to: [team, log]",
    now: "{{run.reason}}', to: [team, logs]",
    finding: '+0:77-81 unknown-channel: there is no channel "logs" → log',
  },
  {
    was: 'breach: value > baseline',
    now: 'breach: value > "3"',
    finding: '+0:13-24 expression-type: cannot compare int with string',
  },
  {
    was: 'during: [deploy, health,',
    now: 'during: [deploy, helth,',
    finding: '+0:22-27 unknown-step: there is no step "helth" → health',
  },
  {
    was: 'timeout: 10m',
    now: 'timeout: 10 minutes',
    finding: '+0:22-32 invalid-duration: "10 minutes" is not a duration → 10m',
  },
  {
    was: "use: {block: service_healthy, with: {api: '{{inputs.api}}'}}\n          - id: current",
    now: "use: {block: service_healthy, with: {url: '{{inputs.api}}'}}\n          - id: current",
    finding: '+0:50-53 call-inputs: "service_healthy" has no input "url" → api',
  },
  {
    was: "use: {block: service_healthy, with: {api: '{{inputs.api}}'}}\n          - id: current",
    now: "use: {block: service_healty, with: {api: '{{inputs.api}}'}}\n          - id: current",
    finding: '+0:26-40 unknown-block: there is no block "service_healty" → service_healthy',
  },
  {
    was: "{like: 'Deployment:",
    now: "{liek: 'Deployment:",
    finding: '+0:24-28 unknown-key: unknown key "liek" in "stdout" → like',
  },
  {
    was: 'run: git describe',
    now: 'rum: git describe',
    finding: '+0:13-16 unknown-key: unknown key "rum" in a step → run',
  },
  {
    was: 'capture: {name: stdout.trim()}',
    now: 'capture: {name: stdotu.trim()}',
    finding: '+0:29-35 undefined-name: there is no "stdotu" here → stdout',
  },
  {
    was: 'id: backup\n',
    now: 'id: current\n',
    finding: '+0:17-24 duplicate-id: "current" is already the id of the step on line N',
  },
  {
    was: 'id: status_page',
    now: 'idd: status_page',
    finding: '+0:5-8 unknown-key: unknown key "idd" in a step → id',
  },
  {
    was: 'set: {name: now.format',
    now: 'set: {name: nwo.format',
    finding: '+0:21-24 undefined-name: there is no "nwo" here → now',
  },
  {
    was: '"deploy-{{steps.version.name}}" -m',
    now: '"deploy-{{steps.verison.name}}" -m',
    finding: '+0:41-48 undefined-name: there is no step "verison" → version',
  },
  {
    was: 'Production deployment {{steps.version.name}}',
    now: 'Production deployment {{steps.version.nmae}}',
    finding: '+0:99-103 undefined-name: step "version" has no value "nmae" → name',
  },
  {
    was: 'undo: git tag --delete "deploy-{{steps.version.name}}"',
    now: 'undo: git tag --delete "deploy-{{steps.recent.name}}"',
    finding: '+0:48-54 use-before-capture: "name" is captured later, by "recent" (line N)',
  },
  {
    was: 'stdout.table("ID"',
    now: 'stdout.tabel("ID"',
    finding: '+0:37-42 undefined-name: there is no "tabel" here → table',
  },
  {
    was: 'prefer: item.ID',
    now: 'prefer: item.DI',
    finding: '+0:34-36 undefined-name: "item" has no "DI" → ID',
  },
  {
    was: 'on_failure: rollback\n        hints',
    now: 'on_failure: rolback\n        hints',
    finding: '+0:21-28 unknown-value: "rolback" is no value of "on_failure" → rollback',
  },
  {
    was: 'temporary: released',
    now: 'temporary: relased',
    finding: '+0:26-33 unknown-value: "relased" is no value of "temporary" → released',
  },
  {
    was: "not_contains: '{{steps.current.deployment}}'",
    now: "not_contains: '{{steps.follow.started_at}}'",
    finding: '+0:45-51 use-before-capture: "follow" comes later (line N)',
  },
  {
    was: '[name].status == "healthy")',
    now: '[name].status == "healthy"',
    finding: '+0:82-82 invalid-expression: expected ")", found the end of the expression',
  },
  {
    was: 'json.components.size() > 0',
    now: 'json.components.size() > "0"',
    finding: '+0:15-43 expression-type: cannot compare int with string',
  },
  {
    was: 'method: POST',
    now: 'method: PSOT',
    finding: '+0:24-28 unknown-value: "PSOT" is no value of "method" → POST',
  },
  {
    was: 'if: inputs.flag != null',
    now: 'if: input.flag != null',
    finding: '+0:9-14 undefined-name: there is no "input" here → inputs',
  },
  {
    was: 'if: inputs.flag != null',
    now: 'if: inputs.flag = null',
    finding: '+0:21-22 invalid-expression: unexpected "="; CEL compares with "==" → ==',
  },
  {
    was: 'fail_if: monitors.errors.breached',
    now: 'fail_if: monitors.errors.value',
    finding: '+0:37-58 expression-type: "monitors.errors.value" is int, but bool is expected here',
  },
  {
    was: '={{share}}',
    now: '={{sahre}}',
    finding: '+0:48-53 undefined-name: there is no "sahre" here → share',
  },
  {
    was: 'that: steps.smoke_tests.succeeded',
    now: 'that: steps.smoke_tests.took_ms',
    finding: '+0:19-44 expression-type: "steps.smoke_tests.took_ms" is int, but bool is expected here',
  },
  {
    was: 'after: deploy',
    now: 'after: deplyo',
    finding: '+0:10-16 unknown-step: there is no step "deplyo" → deploy',
  },
];
