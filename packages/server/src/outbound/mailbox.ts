import { domainToASCII } from 'node:url';

/** An address that mail can be sent to, its domain in ASCII; or one sentence that names what is wrong and the fix. */
export type AddressVerdict =
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly message: string };

/** Who a message is from; `name` is empty where there is none. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** RFC 5321 §4.5.3.1, and the 254 characters that a path of 256 leaves for an address. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;
const MAX_NAME = 128;

/** RFC 5322 §3.2.3 `dot-atom`: no quoted local part, no comment, no space. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** Names of RFC 1035 with at least two labels; an address literal such as `[10.0.0.1]` is none. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)$/i;

/** Each begins another recipient, a group, a comment, a quoted part or another header: none is part of one plain address. */
const REFUSED = /[\p{Cc}\u2028\u2029,;:"()<>[\]\\]/u;

/**
 * Checks that a text is exactly one address: stricter than RFC 5322, so that nothing that an event inserts can add a recipient or a header.
 * White space around it does not count.
 */
export function checkAddress(text: string): AddressVerdict {
  const address = text.replace(/^[ \t]+|[ \t]+$/g, '');
  const shown = quote(address);
  if (address === '') return refuse('There is no address: give one such as jane@example.com.');
  const refused = REFUSED.exec(address)?.[0];
  if (refused !== undefined) return refuse(`${shown} has ${describeRefused(refused)}`);
  if (address.length > MAX_ADDRESS) {
    return refuse(`${shown} has ${address.length} characters: ${MAX_ADDRESS} is the most for an address.`);
  }
  const at = address.lastIndexOf('@');
  if (at === -1) return refuse(`${shown} has no @: give an address such as jane@example.com.`);
  const local = address.slice(0, at);
  if (local.length > MAX_LOCAL || !LOCAL_PART.test(local)) {
    return refuse(`${shown} is not one address: what stands before the @ may hold letters, digits, . _ - and + only.`);
  }
  const domain = domainToASCII(address.slice(at + 1));
  if (domain.length > 253 || !DOMAIN.test(domain)) {
    return refuse(`${shown} has no mail domain after the @: give one such as example.com.`);
  }
  const checked = `${local}@${domain}`;
  if (checked.length > MAX_ADDRESS) return refuse(`${shown} is too long: ${MAX_ADDRESS} characters are the most.`);
  return { ok: true, address: checked };
}

/** Reads who a message is from: an address alone, or `Name <address>`. */
export function readSender(
  text: string,
): { readonly ok: true; readonly sender: Mailbox } | { readonly ok: false; readonly message: string } {
  const named = /^([^<>]*)<([^<>]*)>[ \t]*$/.exec(text);
  const checked = checkAddress(named?.[2] ?? text);
  if (!checked.ok) return checked;
  const name = readName(named?.[1] ?? '');
  if (/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069@\\]/u.test(name)) {
    return refuse(
      `The sender’s name ${quote(name)} has a line break, an @ or a character that cannot be seen: remove it.`,
    );
  }
  if (name.length > MAX_NAME) {
    return refuse(`The sender’s name has ${name.length} characters: ${MAX_NAME} is the most.`);
  }
  return { ok: true, sender: { name, address: checked.address } };
}

/**
 * Checks a recipient as it is saved: an address, or a Handlebars string. What stands outside its expressions must be able to be part of one
 * address; what is inserted is checked after rendering.
 *
 * @returns null when it can be saved, else one sentence that names what is wrong and the fix
 */
export function checkRecipientTemplate(source: string): string | null {
  if (!source.includes('{{')) return readVerdict(checkAddress(source));
  const refused = REFUSED.exec(literalsOf(source))?.[0];
  return refused === undefined ? null : `${quote(source)} has ${describeRefused(refused)}`;
}

/** Checks a sender as it is saved; see {@link checkRecipientTemplate}. */
export function checkSenderTemplate(source: string): string | null {
  if (!source.includes('{{')) {
    const read = readSender(source);
    return read.ok ? null : read.message;
  }
  return /[\p{Cc}\u2028\u2029]/u.test(literalsOf(source)) ? 'The sender has a line break: write it on one line.' : null;
}

/** A text with its Handlebars expressions taken out. */
function literalsOf(source: string): string {
  return source.replaceAll(/\{\{[^}]*\}{2,3}/g, '');
}

/** Quotes around a name are how people write one with a comma; they are no part of it. */
function readName(text: string): string {
  const name = text.trim();
  return /^"[^"]*"$/.test(name) ? name.slice(1, -1).trim() : name;
}

function describeRefused(character: string): string {
  if (/[\r\n\u2028\u2029]/.test(character)) return 'a line break: one address stands on one line.';
  if (/\p{Cc}/u.test(character)) return 'a control character: remove it.';
  if (character === ',' || character === ';') {
    return `a "${character}": give exactly one address here, and every other recipient one of its own.`;
  }
  if (character === '<' || character === '>') return `a "${character}": write the address alone, without a name.`;
  return `the character ${character}, which is no part of a plain address: remove it.`;
}

function readVerdict(verdict: AddressVerdict): string | null {
  return verdict.ok ? null : verdict.message;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
