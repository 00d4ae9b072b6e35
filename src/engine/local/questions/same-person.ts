/**
 * Whether two names are of one person: a login name (`root`) and a principal of signatures whose local part it is
 * (`root@corp.example`) are; two principals only where they are the same. Letters count in either case.
 */
export function isSamePerson(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || (a.includes('@') !== b.includes('@') && localPart(a) === localPart(b));
}

function localPart(name: string): string {
  const at = name.indexOf('@');
  return at === -1 ? name : name.slice(0, at);
}
