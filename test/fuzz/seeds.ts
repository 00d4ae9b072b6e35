import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const project = join(import.meta.dirname, '..', '..');

/** The runbooks of this project. */
export const runbooks: readonly string[] = ['examples', 'runbooks'].flatMap((folder) =>
  readdirSync(join(project, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(project, folder, name), 'utf8')),
);

/** What stands in braces, and what stands behind keys that take decisions, in those runbooks. */
export const templates: readonly string[] = runbooks.flatMap((text) => text.match(/[^\n]*\{\{[^\n]*/g) ?? []);
export const expressions: readonly string[] = runbooks.flatMap((text) =>
  [...text.matchAll(/^\s*(?:- )?(?:if|while|until|assert|that|breach|value|fail_if|prefer): ([^\n|>]+)$/gm)].map(
    ([, expression = '']) => expression,
  ),
);
