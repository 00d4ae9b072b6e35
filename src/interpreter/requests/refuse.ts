import type {Decision, Report} from '../../events/event.ts';

/** Refuses a request, for people to read. */
export function refuse(
  {what, by}: Extract<Report, {readonly event: 'requested'}>,
  because: string,
): readonly Decision[] {
  return [{event: 'refused', what, by, because}];
}
