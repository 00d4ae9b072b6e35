/** What is said while a run waits for a lock before it begins. */
export function waitingText(message: string): string {
  return `runbook: waiting: ${message}\n`;
}
