import {hash} from 'node:crypto';

/**
 * Whom an allowed-signers file (ssh-keygen(1), ALLOWED SIGNERS) names for the key with this fingerprint: each principal of
 * each of its lines. Patterns name nobody.
 */
export function ownersOf(signers: string, fingerprint: string): readonly string[] {
  const lines = signers.split('\n').map((line) => LINE.exec(line.trim())?.groups ?? {});
  const found = lines.filter(({key}) => key !== undefined && fingerprintOf(key) === fingerprint);
  const names = found.flatMap(({principals = ''}) => principals.replaceAll('"', '').split(','));
  return [...new Set(names)].filter((name) => !/[*?!]/.test(name));
}

/** Principals, maybe in quotes; options, which may hold blanks in quotes; the type of a key, and the key in base64. */
const LINE =
  /^(?<principals>"[^"]*"|[^\s#"]+)\s+(?:(?:"[^"]*"|[^\s"])+\s+)??(?:ssh|ecdsa|sk-)\S*\s+(?<key>AAAA[\w+/=]+)/;

/** As `ssh-keygen` writes it: SHA-256 of the key, in base64 without padding. */
function fingerprintOf(key: string): string {
  return `SHA256:${hash('sha256', Buffer.from(key, 'base64'), 'base64').replace(/=+$/, '')}`;
}
