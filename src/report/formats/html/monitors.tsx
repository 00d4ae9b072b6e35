import {valueText} from '../../record/answer.ts';
import type {MonitorRecord} from '../../record/record.ts';
import type {Report} from './report.ts';
import {Plain} from './text.tsx';

/** What was measured beside the steps: before, at last, and how far it went. */
export function Monitors({report}: {readonly report: Report}) {
  const {monitors} = report.record;
  if (monitors.length === 0) return null;
  return (
    <section aria-labelledby="measurements">
      <h2 id="measurements">Measurements</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Monitor</th>
            <th scope="col" className="amount">
              Before
            </th>
            <th scope="col" className="amount">
              At last
            </th>
            <th scope="col" className="amount">
              Least
            </th>
            <th scope="col" className="amount">
              Most
            </th>
            <th scope="col" className="amount">
              Samples
            </th>
            <th scope="col">Breached</th>
          </tr>
        </thead>
        <tbody>
          {monitors.map((monitor) => (
            <Row key={monitor.name} monitor={monitor} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({monitor}: {readonly monitor: MonitorRecord}) {
  const {title, name, baseline, samples, breach} = monitor;
  const numbers = numbersOf(monitor).map(({value}) => value);
  const breaches = samples.filter((sample) => sample.breach).length;
  const last = samples.findLast((sample) => !sample.baseline && sample.value !== undefined)?.value;
  return (
    <tr>
      <th scope="row">
        <Plain text={title} />
        <div className="dim">
          {name}
          {breach !== undefined && ` · breached if ${breach}`}
        </div>
      </th>
      <td className="amount">{valueText(baseline) || '–'}</td>
      <td className="amount">{valueText(last) || '–'}</td>
      <td className="amount">{numbers.length === 0 ? '–' : Math.min(...numbers)}</td>
      <td className="amount">{numbers.length === 0 ? '–' : Math.max(...numbers)}</td>
      <td className="amount">{samples.length}</td>
      <td>{breaches === 0 ? 'never' : <span className="word failed">{`in ${breaches} of them`}</span>}</td>
    </tr>
  );
}

/** The samples that are numbers: what can be drawn. */
export function numbersOf({samples}: MonitorRecord): readonly {at: number; value: number; breach: boolean}[] {
  return samples.flatMap(({at, value, breach}) => (typeof value === 'number' ? [{at, value, breach}] : []));
}
