/** Where secrets stand in a text: from the first number up to, not including, the second. */
export interface Finding {
  readonly found: readonly (readonly [number, number])[];
  /** From here on the text may yet become a secret. */
  readonly open: number;
}

/** What else is looked for, and whether the text is all there is. */
export interface Finder {
  /** Whether what the end of a line or of all text cuts off is found: 8 characters of a form, or half, at least 4. */
  readonly cut: boolean;
  readonly ended: boolean;
}

/**
 * Finds `forms` in `text`, also where terminal sequences (ECMA-48) or control characters stand between their
 * characters.
 */
export function findSecrets(text: string, forms: readonly string[], finder: Finder): Finding {
  const found: (readonly [number, number])[] = [];
  let open = text.length;
  for (const noise of noisesIn(text)) {
    const {clean, at} = without(text, noise);
    const sought = noise === undefined ? forms : forms.map((form) => form.replace(noise, ''));
    for (const form of sought) {
      for (const [from, to] of placesOf(form, clean, finder)) found.push([at(from), at(to - 1) + 1]);
    }
    const length = finder.ended ? 0 : openLength(clean, sought);
    if (length > 0) open = Math.min(open, at(clean.length - length));
  }
  return {found, open};
}

/** The source of a function `findSecrets` for a process that has nothing but this text. */
export function findSecretsSource(): string {
  const parts = [noisesIn, without, placesOf, sharedLength, openLength, findSecrets].join('\n');
  return `(() => {\n${parts}\nreturn ${findSecrets.name};\n})()`;
}

/** What may stand between the characters of a secret, in every way to read it: a sequence may begin with one of them. */
function noisesIn(text: string): readonly (RegExp | undefined)[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked through.
  const control = /[\x00-\x08\x0b-\x1f\x7f]/g;
  if (text.search(control) === -1) return [undefined];
  // A sequence that the end of the text breaks off is one, too.
  const sequence =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what such a sequence begins with.
    /\x1b(?:\[[0-?]*[ -/]*(?:[@-~]|$)|[\]PX^_][^\x07\x1b\n]{0,4096}(?:\x07|\x1b\\|\x1b?$)|[ -/]*(?:[0-Z\\`-~]|$))|[\x00-\x08\x0b-\x1f\x7f]/g;
  return [undefined, control, sequence];
}

/** `text` without `noise`, and where each of its characters stood. */
function without(text: string, noise: RegExp | undefined) {
  if (noise === undefined) return {clean: text, at: (index: number) => index};
  const places = new Uint32Array(text.length);
  let length = 0;
  let from = 0;
  const keep = (to: number) => {
    for (let index = from; index < to; index += 1) places[length++] = index;
  };
  for (const match of text.matchAll(noise)) {
    keep(match.index);
    from = match.index + match[0].length;
  }
  keep(text.length);
  return {clean: text.replace(noise, ''), at: (index: number) => places[index] ?? text.length};
}

/** Where `form` stands, whole or cut off. */
function placesOf(form: string, text: string, {cut, ended}: Finder): readonly (readonly [number, number])[] {
  if (form.length < 4) return [];
  const head = cut ? form.slice(0, Math.max(4, Math.min(8, Math.ceil(form.length / 2)))) : form;
  const places: (readonly [number, number])[] = [];
  for (let from = text.indexOf(head); from !== -1; from = text.indexOf(head, from + 1)) {
    const to = from + sharedLength(text, from, form);
    const isCut = cut && (to === text.length ? ended : text[to] === '\n');
    if (isCut || to - from === form.length) places.push([from, to]);
  }
  return places;
}

/** How many characters of `form` stand at `from`. */
function sharedLength(text: string, from: number, form: string): number {
  let length = 0;
  while (length < form.length && text[from + length] === form[length]) length += 1;
  return length;
}

/** How many characters at the end of `text` may yet become one of `forms`. */
function openLength(text: string, forms: readonly string[]): number {
  let longest = 0;
  for (const form of forms) {
    for (let length = Math.min(form.length - 1, text.length); length > longest; length -= 1) {
      if (text.endsWith(form.slice(0, length))) longest = length;
    }
  }
  return longest;
}
