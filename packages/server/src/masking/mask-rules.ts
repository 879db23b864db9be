/**
 * What a key says of its value.
 * - `secret`: hidden whole.
 * - `card-number`: hidden but for the last four digits.
 * - `security-code`: hidden, unless it is a single letter: that is a gateway's verdict on a code, not a code.
 * - `security-code-digits`: the key only ends like a security code (`gateway_response_cvv`): hidden if 3 or 4 digits.
 * - `card-like`: about a card: hidden only if it is a card number (13 to 19 digits with a valid Luhn check digit).
 */
export type MaskRule = 'secret' | 'card-number' | 'security-code' | 'security-code-digits' | 'card-like';

/** Stands for what is hidden. */
export const MASK = '••••';

/**
 * The one table of keys. A key is cut into words (`cardNumber`, `card_number` and `Card-Number` are `card number`), and
 * matches when its last words, joined, are in a list: `customer_password` is secret, `password_reset_at` is not.
 * Digits and a plural s at the end do not count.
 */
const KEYS = {
  secret: [
    'password passwd pwd passphrase passcode userpassword passwordconfirmation passwordhash secret clientsecret',
    'signingsecret webhooksecret sharedsecret credential authorization token accesstoken refreshtoken authtoken idtoken',
    'sessiontoken csrftoken jwt otp apikey xapikey accesskey secretkey secretaccesskey privatekey signingkey',
    'encryptionkey authkey securitykey signaturekey hmackey transactionkey cookie ssn socialsecuritynumber passportnumber iban bankaccount',
    'bankaccountnumber checkaccount',
  ],
  'card-number': [
    'cardnumber cardnum cardno ccnumber ccnum ccno creditcardnumber creditcardnum creditcardno debitcardnumber pan',
    'cardpan primaryaccountnumber',
  ],
  'security-code': [
    'cvv cvc cvn csc cvvcode cvccode cvvnumber cvcnumber securitycode cardcode pin cardcvv cardcvc cccvv cccvc',
    'creditcardcvv verificationvalue cardverificationvalue',
  ],
} as const;

const RULES: ReadonlyMap<string, MaskRule> = new Map([
  ...listKeys('secret'),
  ...listKeys('card-number'),
  ...listKeys('security-code'),
]);

function listKeys(rule: keyof typeof KEYS): [string, MaskRule][] {
  return KEYS[rule].flatMap((line) => line.split(' ')).map((key) => [key, rule]);
}

/** Keys with one of these words may hold a card number under any name. */
const CARD_WORDS: ReadonlySet<string> = new Set(['card', 'cards', 'cc', 'creditcard', 'debitcard', 'pan']);

/** Longer keys are judged by their end: the cutting into words stays linear. */
const MAX_KEY_LENGTH = 128;

/**
 * Finds the rule for the value under a key, or null when it may be shown.
 *
 * @param parent the key of the object that holds it: `{ card: { number } }` is a card number
 */
export function findMaskRule(key: string, parent = ''): MaskRule | null {
  const words = splitWords(key);
  const around = splitWords(parent);
  const own =
    findByLastWords(words) ?? (around.length > 0 ? findByLastWords([...around, ...words], around.length) : null);
  if (own !== null) return own;
  return [...around, ...words].some((word) => CARD_WORDS.has(word)) ? 'card-like' : null;
}

/**
 * The rule for a value inside a container that has a rule itself: all that is under a secret key is secret, while
 * around a card each key is judged by its own name first.
 */
export function inheritMaskRule(outer: MaskRule | null, own: MaskRule | null): MaskRule | null {
  return outer === null || outer === 'card-like' ? (own ?? outer) : outer;
}

/** Hides a value as its rule says, or gives it back as it is. Empty text stays empty. */
export function hideValue(rule: MaskRule, text: string): string {
  if (text === '') return text;
  switch (rule) {
    case 'secret':
      return MASK;
    case 'card-number':
      return hideCardNumber(text);
    case 'security-code':
      return /^\s*[A-Za-z]\s*$/.test(text) ? text : MASK;
    case 'security-code-digits':
      return /^\s*\d{3,4}\s*$/.test(text) ? MASK : text;
    case 'card-like':
      return isCardNumber(text) ? hideCardNumber(text) : text;
  }
  return MASK;
}

/** Hides every card number in a text whose values have no keys. */
export function hideCardNumbers(text: string): string {
  return text.replace(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g, (digits) =>
    isCardNumber(digits) ? hideCardNumber(digits) : digits,
  );
}

/** @param within only matches that reach into the first so many words count */
function findByLastWords(words: readonly string[], within = words.length): MaskRule | null {
  for (let start = 0; start < Math.min(words.length, within); start += 1) {
    const joined = words.slice(start).join('').replace(/\d+$/, '');
    const rule = RULES.get(joined) ?? RULES.get(joined.replace(/s$/, ''));
    if (rule === 'security-code' && start > 0 && within === words.length) return 'security-code-digits';
    if (rule !== undefined) return rule;
  }
  return null;
}

function splitWords(key: string): string[] {
  return key
    .slice(-MAX_KEY_LENGTH)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Gateways send numbers half masked, such as 411122XXXXX4444: the last four are what people recognise a card by. */
function hideCardNumber(text: string): string {
  const compact = text.replace(/[\s-]/g, '');
  return /^.{8,}\d{4}$/s.test(compact) ? `${MASK} ${compact.slice(-4)}` : MASK;
}

/** ISO/IEC 7812-1: 13 to 19 digits, perhaps grouped, the last one the Luhn check digit. */
function isCardNumber(text: string): boolean {
  if (text.length > 40) return false;
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
