import {flatSchema} from './flat.ts';
import {publishedSchema} from './published.ts';
import {validatorSource} from './validator.ts';

/** What is derived from the grammar and committed, by its path in the project. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'schema/runbook.schema.json': `${JSON.stringify(publishedSchema(), null, 2)}\n`,
    'src/check/shape/validator.generated.js': validatorSource(flatSchema()),
  };
}
