/** What can happen when the newest commit is deployed; the commit of the earlier `deploy-…` tag always works. */
export const scenarios = {
  healthy: 'the deployment succeeds',
  'build-fails': 'the build of the new version fails, so it never goes live',
  'health-never-passes': 'the new version starts but never becomes healthy',
  'errors-rise': 'the new version goes live and logs more errors than the old one',
  'rollback-fails': "errors rise, and the platform's own rollback fails as well",
};

/** How the deployment of a commit goes under a scenario: which components are ill, and its log over time (ms). */
export function deploymentPlan(scenario, commit) {
  const {unhealthy, log} = outcomes[scenario];
  return {unhealthy, plan: log(commit).map(([after, level, line, effect]) => ({after, level, line, ...effect}))};
}

const outcomes = {
  healthy: {unhealthy: [], log: (commit) => [...built(commit), ...started, ...passed, ...requests]},
  'build-fails': {unhealthy: [], log: (commit) => [...building(commit), ...buildFailure]},
  'health-never-passes': {unhealthy: ['database'], log: (commit) => [...built(commit), ...started, ...ill]},
  'errors-rise': {unhealthy: [], log: (commit) => [...built(commit), ...started, ...passed, ...errors]},
  'rollback-fails': {unhealthy: [], log: (commit) => [...built(commit), ...started, ...passed, ...errors]},
};

const building = (commit) => [
  [0, 'INFO', 'Build started', {becomes: 'BUILDING'}],
  [500, 'INFO', `Checked out commit ${commit.slice(0, 12)}`],
  [1000, 'INFO', 'Using the Dockerfile of the repository'],
  [1600, 'INFO', '[2/5] COPY package.json package-lock.json ./'],
  [2200, 'INFO', '[3/5] RUN npm ci'],
];

const built = (commit) => [
  ...building(commit),
  [3200, 'INFO', 'added 0 packages in 412ms'],
  [3700, 'INFO', '[5/5] COPY . .'],
  [4600, 'INFO', `Pushing image lafactoria-api@sha256:${commit.slice(0, 12)}`],
  [5600, 'INFO', 'Build completed', {becomes: 'DEPLOYING'}],
  [6000, 'INFO', 'Deployment started'],
];

const buildFailure = [
  [3200, 'ERROR', 'npm error The `npm ci` command can only install with an existing package-lock.json'],
  [
    3500,
    'ERROR',
    'Build failed: process "/bin/sh -c npm ci" did not complete successfully: exit code 1',
    {becomes: 'FAILED'},
  ],
];

const started = [
  [6500, 'INFO', 'Starting container web.1'],
  [7100, 'INFO', 'Running database migrations'],
];

const passed = [
  [8000, 'INFO', 'Health check attempt 1: /health does not answer yet'],
  [9500, 'INFO', 'Health check passed', {becomes: 'SUCCESS', takesTraffic: true}],
  [9500, 'INFO', 'Stopped the container of the previous deployment'],
];

const ill = [
  [7400, 'INFO', 'A volume is attached: the previous container stops before this one answers', {takesTraffic: true}],
  ...[1, 2, 3, 4, 5].map((attempt) => [
    7600 + attempt * 900,
    'WARN',
    `Health check attempt ${attempt} of 5: /health answers 503, the database is unhealthy`,
  ]),
  [12500, 'WARN', 'Health check failed: the service is unavailable', {becomes: 'CRASHED'}],
];

const request = (index) => `GET /api/content/${1000 + index * 7} 200 ${8 + ((index * 5) % 13)}ms`;

const requests = [
  ...Array.from({length: 20}, (_, index) => [9600 + index * 700, 'INFO', request(index)]),
  [23800, 'ERROR', 'POST /api/content/1042/audio 502: the speech service did not answer in time'],
];

const errors = Array.from({length: 30}, (_, index) => [
  index < 6 ? 9500 : 9500 + (index - 5) * 500,
  'ERROR',
  `GET /api/content/${1000 + index * 7} 500: column "outline" of relation "lessons" does not exist`,
]);
