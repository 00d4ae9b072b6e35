import {appendFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {systemMessage} from '../../base/system-message.ts';
import type {Terminal} from '../terminal.ts';

/** Whether this is a job of GitHub Actions. */
export function inGithubJob({environment}: Terminal): boolean {
  return environment.GITHUB_ACTIONS === 'true';
}

/** Adds Markdown to the summary of the job, where there is one; says so if it cannot. */
export async function addToSummary(text: () => Promise<string | undefined>, terminal: Terminal): Promise<void> {
  const file = terminal.environment.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  const summary = await text();
  if (summary === undefined) return;
  try {
    appendFileSync(resolve(terminal.cwd, file), `${summary}\n`);
  } catch (error) {
    terminal.err(`runbook: the summary of the job was not written: ${systemMessage(error)}\n`);
  }
}
