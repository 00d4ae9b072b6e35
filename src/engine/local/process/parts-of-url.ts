/** Shorter ones stand in too many places by chance. */
const SHORTEST_PART = 8;

/** Userinfo, and path with query (RFC 3986). */
const URL_PARTS = /^[a-z][a-z0-9+.-]*:\/\/(?:([^/?#]*)@)?[^/?#]*([^#]*)/i;

/** What stands in many other texts: `services`, `/api/webhooks`, `verify-full`. */
const WORDS = /^[a-z/._-]{1,19}$/;

/**
 * The parts of a URL that are as secret as all of it, for a server repeats its path and an error its password: path
 * with query, and each long piece of these and of the userinfo, as written and decoded. None of any other text.
 */
export function partsOfUrl(text: string): readonly string[] {
  const [, userinfo = '', rest = ''] = URL_PARTS.exec(text) ?? [];
  const [user = '', ...password] = userinfo.split(':');
  const pieces = [rest, user, ...rest.split(/[/?&=;]/)].filter((piece) => !WORDS.test(piece));
  return [...pieces, password.join(':')]
    .flatMap((piece) => [piece, decoded(piece)])
    .filter(({length}) => length >= SHORTEST_PART);
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
