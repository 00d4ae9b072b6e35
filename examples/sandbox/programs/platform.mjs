// What the stand-in platform knows is a fold of `state/events.jsonl` up to a moment. A deployment is recorded with its
// whole plan when it is asked for, so it goes on by the clock alone: killing `railway up` does not stop it.
import {appendFileSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Append one thing that happened to the world. */
export function record(world, event) {
  appendFileSync(join(world, 'state', 'events.jsonl'), `${JSON.stringify({at: Date.now(), ...event})}\n`);
}

/** The platform at a moment: `{deployments, latest, live, environment, backups}`, deployments oldest first. */
export function look(world, now = Date.now()) {
  const state = {deployments: [], latest: undefined, live: undefined, environment: {}, backups: []};
  const moments = events(world).flatMap(expand);
  moments.sort((one, other) => one.at - other.at);
  for (const moment of moments) {
    if (moment.at <= now) apply[moment.type](state, moment);
  }
  return state;
}

/** A setting of the world, such as `scenario`, `pace` or `good-commit`: the text of a file in its `state` folder. */
export function setting(world, name) {
  return readFileSync(join(world, 'state', name), 'utf8').trim();
}

/** A time as the platform prints it. */
export function stamp(at) {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function events(world) {
  const whole = readFileSync(join(world, 'state', 'events.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1);
  return whole.map((line) => JSON.parse(line));
}

function expand(event) {
  if (event.type !== 'deployed') return [event];
  const {plan, ...deployed} = event;
  const last = plan.length - 1;
  const logged = plan.map((entry, index) => ({
    ...entry,
    type: 'logged',
    at: event.at + entry.after,
    id: event.id,
    ends: index === last,
  }));
  return [deployed, ...logged];
}

const apply = {
  deployed(state, {id, at, commit, version, unhealthy}) {
    abandonUnfinished(state);
    state.latest = {id, at, commit, version, unhealthy, status: 'QUEUED', log: [], ended: false, abandoned: false};
    state.deployments.push(state.latest);
  },
  logged(state, {id, at, level, line, becomes, takesTraffic, ends}) {
    const deployment = state.deployments.find((candidate) => candidate.id === id);
    if (deployment.abandoned) return;
    deployment.log.push(`${stamp(at)} ${level.padEnd(5)} ${line}`);
    if (becomes) deployment.status = becomes;
    if (takesTraffic) moveTraffic(state, deployment);
    deployment.ended = ends;
  },
  'rolled-back'(state, {id, at}) {
    const deployment = state.deployments.find((candidate) => candidate.id === id);
    abandonUnfinished(state);
    moveTraffic(state, deployment);
    deployment.status = 'SUCCESS';
    deployment.log.push(`${stamp(at)} INFO  Traffic returned to this deployment by a rollback`);
    state.latest = deployment;
  },
  set(state, {name, value}) {
    state.environment[name] = value;
  },
  'backed-up'(state, {at}) {
    state.backups.push(at);
  },
};

function moveTraffic(state, deployment) {
  if (state.live && state.live !== deployment) state.live.status = 'REMOVED';
  state.live = deployment;
}

function abandonUnfinished(state) {
  for (const deployment of state.deployments) {
    if (!deployment.ended) deployment.abandoned = true;
    if (deployment.abandoned && deployment !== state.live) deployment.status = 'REMOVED';
  }
}
