import fc from 'fast-check';
import {expect, test} from 'vitest';
import {checkShape} from '../../src/check/shape/shape.ts';
import {parseDocument} from '../../src/document/parse.ts';
import {formatDiagnostic} from '../../src/text/code-frame.ts';
import {YAML_TOKENS} from '../fuzz/yaml-tokens.ts';

const pieces = fc.constantFrom('a', 'run', 'title', 'steps', ...YAML_TOKENS, '漢', '👍', '\u202e');

test('whatever is written, there is a document or a finding that can be printed', () => {
  fc.assert(
    fc.property(fc.array(pieces, {maxLength: 30}), (parts) => {
      const file = {name: 'x.yaml', text: parts.join('')};
      const parsed = parseDocument(file);
      const findings = parsed.ok ? checkShape(parsed.value) : parsed.error;
      if (!parsed.ok) expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) {
        for (const {start, end} of [finding, ...(finding.related ?? [])].flatMap(({span}) => span ?? [])) {
          expect(start >= 0 && start <= end && end <= file.text.length + 1).toBe(true);
        }
        const frame = formatDiagnostic(finding, {color: false, unicode: true, width: 80});
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(frame).not.toMatch(/[\0-\x09\x0b-\x1f\x7f\u202e]/);
      }
    }),
    {numRuns: 1000},
  );
});
