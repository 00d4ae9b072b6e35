/** What can happen when the newest commit is deployed: each scenario's name and what it is in words. */
export const scenarios: Readonly<Record<string, string>>;
