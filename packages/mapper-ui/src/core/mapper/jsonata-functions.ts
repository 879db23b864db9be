/** A function of JSONata 2 with its arguments and one line on what it gives. */
export interface JsonataFunction {
  readonly name: string;
  readonly signature: string;
  readonly text: string;
}

const TABLE = `
$string(value, prettify?) | The value as text; objects become JSON.
$length(text) | How many characters the text has.
$substring(text, start, length?) | Part of the text, from a zero-based start.
$substringBefore(text, mark) | What stands before the first mark.
$substringAfter(text, mark) | What stands after the first mark.
$uppercase(text) | The text in upper case.
$lowercase(text) | The text in lower case.
$trim(text) | The text with white space normalised and trimmed.
$pad(text, width, char?) | Padded on the right to width, on the left when it is negative.
$contains(text, pattern) | True when the text has the pattern.
$split(text, separator, limit?) | The parts of the text.
$join(array, separator?) | The texts of an array put together.
$match(text, pattern, limit?) | What a regular expression matches: match, index, groups.
$replace(text, pattern, replacement, limit?) | The text with matches replaced.
$eval(expression, context?) | Evaluates text as JSONata; switched off for live events.
$base64encode(text) | The text in Base64.
$base64decode(text) | The text that the Base64 stands for.
$encodeUrlComponent(text) | Percent-encoded for one part of a URL.
$encodeUrl(text) | Percent-encoded as a whole URL.
$decodeUrlComponent(text) | Reverses $encodeUrlComponent.
$decodeUrl(text) | Reverses $encodeUrl.
$number(value) | Text or true/false as a number.
$abs(number) | Without its sign.
$floor(number) | Rounded down.
$ceil(number) | Rounded up.
$round(number, digits?) | Rounded half to even, to so many digits.
$power(base, exponent) | The base to the power of the exponent.
$sqrt(number) | The square root.
$random() | A number from 0 up to 1.
$formatNumber(number, picture, options?) | By a picture such as "#,##0.00".
$formatBase(number, radix?) | The number in another base.
$formatInteger(number, picture) | By a picture such as "w" for words.
$parseInteger(text, picture) | Reads an integer by a picture.
$sum(array) | The numbers added up.
$max(array) | The greatest number.
$min(array) | The least number.
$average(array) | The mean of the numbers.
$boolean(value) | True or false by JSONata's rules.
$not(value) | The opposite.
$exists(value) | True when there is a value.
$count(array) | How many items there are.
$append(array, array) | Both, one after the other.
$sort(array, function?) | In order; function($l, $r) says when to swap.
$reverse(array) | The other way round.
$shuffle(array) | In random order.
$distinct(array) | Without repeats.
$zip(array, array) | Items at the same place, side by side.
$keys(object) | The names of its fields.
$lookup(object, key) | The field with that name.
$spread(object) | An object per field.
$merge(objects) | One object of many; later fields win.
$sift(object, function) | The fields for which function($v, $k) is true.
$each(object, function) | What function($v, $k) gives for each field.
$error(message) | Fails with the message.
$assert(condition, message) | Fails with the message unless the condition holds.
$type(value) | "string", "number", "object", "array", "boolean", "null" or "function".
$map(array, function) | What function($v, $i, $a) gives for each item.
$filter(array, function) | The items for which function($v, $i, $a) is true.
$single(array, function) | The one item for which the function is true.
$reduce(array, function, init?) | Folds with function($previous, $current).
$now(picture?, zone?) | The time of this render, as text.
$millis() | The time of this render, in milliseconds since 1970.
$fromMillis(number, picture?, zone?) | Milliseconds as text.
$toMillis(text, picture?) | Text as milliseconds.
`;

export const JSONATA_FUNCTIONS: readonly JsonataFunction[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [signature = '', text = ''] = line.split(' | ');
    return { name: signature.slice(0, signature.indexOf('(')), signature, text };
  });

/** What Postmap binds beside JSONata's own variables. */
export const JSONATA_CONTEXT: readonly JsonataFunction[] = [
  { name: '$event', signature: '$event', text: 'The event: type, id, time, facts.' },
  { name: '$customer', signature: '$customer', text: 'The customer: id, externalId, name, variables.' },
  { name: '$trigger', signature: '$trigger', text: 'The trigger: id, name.' },
  { name: '$$', signature: '$$', text: 'The whole payload, from anywhere.' },
];
