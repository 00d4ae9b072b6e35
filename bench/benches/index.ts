import type {Bench} from '../bench.ts';
import {output} from './output.ts';
import {resume} from './resume.ts';
import {screen} from './screen.ts';
import {start} from './start.ts';
import {steps} from './steps.ts';

/** The only list of benches: `npm run bench -- NAME` runs one of them. */
export const benches: Readonly<Record<string, Bench>> = {start, steps, output, resume, screen};
