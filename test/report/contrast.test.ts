import {describe, expect, it} from 'vitest';
import {style} from '../../src/report/formats/html/style.ts';

const [light = '', dark = ''] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, rules]) => rules);

const texts = ['ink', 'dim', 'good', 'bad', 'warn', 'link'];
const grounds = ['ground', 'sheet', 'sunk'];

describe.each([
  ['light', light],
  ['dark', dark],
])('on a %s screen', (_, rules) => {
  const pairs = texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));
  it.each(pairs)('%s can be read on %s (WCAG 1.4.3)', (text, ground) => {
    expect(contrast(colorOf(rules, text), colorOf(rules, ground))).toBeGreaterThanOrEqual(4.5);
  });
});

/** The ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function colorOf(rules: string, name: string): string {
  const color = new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(rules)?.[1];
  if (color === undefined) throw new Error(`no color --${name}`);
  return color;
}
