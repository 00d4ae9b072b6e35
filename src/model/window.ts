import type {WindowItem} from '../calendar/window-item.ts';

/** When something may run. `avoid` wins over `allow`; an empty `allow` means always. */
export interface Window {
  readonly allow: readonly WindowItem[];
  readonly avoid: readonly WindowItem[];
  readonly outside: 'refuse' | 'wait';
  readonly because?: string;
  /** IANA name. */
  readonly timezone: string;
}
