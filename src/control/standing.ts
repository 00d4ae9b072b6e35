/** Where an answer comes from that was given before anybody asked. */
export const STANDING = ['answers file', '--yes', '--accept-danger', 'unattended'] as const;

/** Whether an answer was given before anybody asked, so that nobody who looks on is surprised by it. */
export function isStanding(via: string): boolean {
  return (STANDING as readonly string[]).includes(via);
}
