import axe from 'axe-core';
import {JSDOM} from 'jsdom';

/** A page as a browser holds it, its own script not run. */
export function opened(page: string): JSDOM {
  return new JSDOM(page, {runScripts: 'outside-only', pretendToBeVisual: true});
}

/** What axe finds serious or critical in a page, a line each; contrast it cannot judge without a screen. */
export async function seriousFindings({window}: JSDOM): Promise<readonly string[]> {
  window.eval(axe.source);
  const {violations} = await (window as unknown as {readonly axe: typeof axe}).axe.run(window.document, {
    rules: {'color-contrast': {enabled: false}},
    resultTypes: ['violations'],
  });
  return violations
    .filter(({impact}) => impact === 'serious' || impact === 'critical')
    .flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 120)}`));
}
