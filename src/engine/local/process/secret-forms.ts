import {SHORTEST_SECRET} from '../../../kinds/secrets/shortest.ts';
import {partsOfUrl} from './parts-of-url.ts';

/**
 * The texts in which a secret may appear: as it is, each of its lines by itself, and each of those as JSON, URLs, HTML,
 * shells, hexadecimal, base64 and host names write it; of a URL also the parts that a server repeats. The base64 that `base64` breaks into lines is known by its lines.
 */
export function secretForms(secret: string): readonly string[] {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  const whole = [secret, secret.trim(), ...(lines.length > 1 ? lines : [])];
  const texts = [...whole, ...lines.flatMap(partsOfUrl)];
  const forms = new Set(texts.filter((text) => text.length >= SHORTEST_SECRET).flatMap(formsOf));
  return [...forms].filter((form) => form.length >= SHORTEST_SECRET);
}

/** A form of a known secret of so many characters is no chance word in another text. */
const NO_CHANCE = 8;

/** The texts by which it can be told that another text holds all of a secret, and not a word like it. */
export function tellingForms(secret: string): readonly string[] {
  return formsOf(secret.trim()).filter(isTelling);
}

/** Whether a form of a secret is too long to stand somewhere by chance. */
export function isTelling(form: string): boolean {
  return form.length >= NO_CHANCE;
}

function formsOf(text: string): readonly string[] {
  return [text, lower(text), ...inJson(text), ...inUrl(text), ...inMarkup(text), ...inBytes(Buffer.from(text))];
}

function inJson(text: string): readonly string[] {
  const once = jsonText(text);
  return [once, jsonText(once), once.replaceAll('/', '\\/'), asciiOnly(once)];
}

function inUrl(text: string): readonly string[] {
  // A lone surrogate is no character, and no URL can hold it.
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  const percent = encodeURIComponent(whole);
  const form = new URLSearchParams({a: whole}).toString().slice(2);
  const strict = percent.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [percent, form, strict, encodeURI(whole)].flatMap((each) => [each, each.replace(/%[0-9A-F]{2}/g, lower)]);
}

function inMarkup(text: string): readonly string[] {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = escaped.replaceAll('"', '&quot;');
  const all = ['&#39;', '&#x27;', '&apos;'].map((sign) => quoted.replaceAll("'", sign));
  return [escaped, quoted, ...all, text.replaceAll("'", "'\\''"), text.replaceAll("'", `'"'"'`), shellEscaped(text)];
}

/** What `printf %q` and a traced shell make of it. */
function shellEscaped(text: string): string {
  return text.replace(/[^\w@%+=:,./~-]/g, '\\$&');
}

function inBytes(bytes: Buffer): readonly string[] {
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const broken = [76, 64].flatMap((width) => linesOf(bytes.toString('base64'), width));
  const all = [...base64, ...broken];
  return [hex, hex.toUpperCase(), ...all, ...all.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

function linesOf(text: string, width: number): readonly string[] {
  if (text.length <= width) return [];
  const count = Math.ceil(text.length / width);
  return Array.from({length: count}, (_, line) => text.slice(line * width, (line + 1) * width).replace(/=+$/, ''));
}

/** The characters of the base64 of a text that holds `bytes` after `offset` others, and only those of `bytes` alone. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const from = Math.ceil((offset * 8) / 6);
  const to = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(from, to);
}

function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function asciiOnly(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function lower(text: string): string {
  return text.toLowerCase();
}
