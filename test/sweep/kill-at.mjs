// Preloaded into the program: kills its process, as `kill -9` does, at the N-th of the points where it touches a disk,
// starts a process or speaks to another machine. What of the journal was not synced by then is lost with it, as after a
// power failure, unless the point lies within the writing of a record. The program itself knows nothing of this.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';

const {at, log, fine} = JSON.parse(process.env.RUNBOOK_SWEEP ?? '{}');
delete process.env.RUNBOOK_SWEEP;

const {appendFileSync, openSync, closeSync, writeSync, fstatSync, ftruncateSync, fsyncSync, fdatasyncSync} = fs;
const journal = {descriptor: -1, synced: 0};
let points = 0;
let logging = false;

/** One place to die at; `half` is done first, in place of the whole. */
function point(label, {kept = false, half} = {}) {
  if (logging) return;
  points += 1;
  if (log !== undefined) {
    logging = true;
    appendFileSync(log, `${label}\n`);
    logging = false;
  }
  if (points !== at) return;
  half?.();
  if (!kept && journal.descriptor !== -1 && fstatSync(journal.descriptor).size > journal.synced) {
    ftruncateSync(journal.descriptor, journal.synced);
  }
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

fs.openSync = (path, flags, ...rest) => {
  if (fine && typeof flags === 'string' && /[aw]/.test(flags)) point('file opened to be written');
  const descriptor = openSync(path, flags, ...rest);
  const reads =
    typeof flags === 'number' ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) === 0 : flags === 'r';
  if (String(path).endsWith('/journal.jsonl') && !reads) {
    Object.assign(journal, {descriptor, synced: fstatSync(descriptor).size});
  }
  return descriptor;
};

fs.closeSync = (descriptor) => {
  if (descriptor === journal.descriptor) journal.descriptor = -1;
  closeSync(descriptor);
};

fs.writeSync = (descriptor, bytes, offset, ...rest) => {
  if (descriptor !== journal.descriptor) return writeSync(descriptor, bytes, offset, ...rest);
  const half = () => writeSync(descriptor, bytes, offset, Math.floor((bytes.length - offset) / 2));
  point('journal: half a record written', {kept: true, half});
  const written = writeSync(descriptor, bytes, offset, ...rest);
  if (fine) point('journal: a record written', {kept: true});
  return written;
};

for (const [name, sync] of Object.entries({fsyncSync, fdatasyncSync})) {
  fs[name] = (descriptor) => {
    sync(descriptor);
    if (descriptor !== journal.descriptor) return;
    journal.synced = fstatSync(descriptor).size;
    point('journal: a record synced');
  };
}

if (fine) {
  for (const name of ['mkdirSync', 'writeFileSync', 'renameSync', 'linkSync', 'rmSync', 'ftruncateSync']) {
    const original = fs[name];
    fs[name] = (...words) => {
      point(`file: ${name}`);
      return original(...words);
    };
  }
}

const {spawn} = childProcess;
childProcess.spawn = (...words) => {
  if (fine) point('process: before it is started');
  const child = spawn(...words);
  point('process: started');
  return child;
};

const {appendFile} = promises;
promises.appendFile = async (...words) => {
  if (fine) point('message: before it is written');
  await appendFile(...words);
  point('message: written');
};

const {fetch} = globalThis;
globalThis.fetch = async (...words) => {
  if (fine) point('request: before it is sent');
  const response = await fetch(...words);
  point('request: answered');
  return response;
};

syncBuiltinESMExports();
