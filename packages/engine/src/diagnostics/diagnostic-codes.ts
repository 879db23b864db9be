interface CodeEntry {
  readonly severity: Severity;
  readonly meaning: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** Every code the engine reports. A released code keeps its meaning and is never used for another. */
export const diagnosticCodes = {
  'source-too-large': { severity: 'error', meaning: 'The template source is longer than its budget.' },
  syntax: { severity: 'error', meaning: 'The template cannot be parsed.' },
  'invalid-regex': { severity: 'error', meaning: 'A regular expression is malformed.' },
  'unsupported-regex': {
    severity: 'error',
    meaning: 'A regular expression needs lookaround, a backreference or another construct without a linear-time match.',
  },
  'unknown-helper': { severity: 'error', meaning: 'A Handlebars helper that does not exist is called.' },
  'partial-refused': { severity: 'error', meaning: 'A Handlebars partial is called where or as none can be.' },
  'unknown-partial': { severity: 'error', meaning: 'A Handlebars partial is called that no template has the name of.' },
  'partial-unavailable': { severity: 'error', meaning: 'A template cannot be called as a partial as it is now.' },
  'partial-mismatch': {
    severity: 'error',
    meaning: 'A partial has another language or format than the template that calls it.',
  },
  'partial-cycle': { severity: 'error', meaning: 'Templates call one another as partials in a circle.' },
  'no-partial-block': { severity: 'error', meaning: 'A partial puts in a block, and was called without one.' },
  'decorator-refused': {
    severity: 'error',
    meaning: 'Handlebars decorators, inline partials included, are not allowed.',
  },
  'nesting-too-deep': { severity: 'error', meaning: 'The template nests blocks, brackets or partials too deeply.' },
  'raw-insert': { severity: 'warning', meaning: 'A value is inserted without the escaping that the format needs.' },
  'raw-insert-refused': { severity: 'error', meaning: 'A value is inserted into a URL without percent-encoding.' },
  'type-mismatch': { severity: 'error', meaning: 'A value has a type that the operator or function does not take.' },
  'evaluation-failed': { severity: 'error', meaning: 'The template failed on this payload.' },
  'eval-off': { severity: 'error', meaning: '$eval is called where evaluating payload text is not allowed.' },
  'budget-time': { severity: 'error', meaning: 'Rendering took longer than its time budget.' },
  'budget-depth': { severity: 'error', meaning: 'Evaluation nested deeper than its budget.' },
  'budget-items': { severity: 'error', meaning: 'A sequence or a loop grew past its budget.' },
  'object-inserted': { severity: 'warning', meaning: 'An object was inserted where text was expected.' },
  'no-output': { severity: 'error', meaning: 'The template produced nothing.' },
  'not-a-string': { severity: 'error', meaning: 'A text format was given a value that is not a string.' },
  'not-a-number': { severity: 'error', meaning: 'NaN or Infinity reached the output.' },
  'not-encodable': {
    severity: 'error',
    meaning: 'A function or another value that the format cannot hold reached the output.',
  },
  'not-an-object': {
    severity: 'error',
    meaning: 'A format of named fields was given a value that is not an object, or for CSV an array of objects.',
  },
  'nested-cell': { severity: 'error', meaning: 'A CSV cell was given an object or an array.' },
  'invalid-xml-name': { severity: 'error', meaning: 'A key is not the name of an XML element or attribute.' },
  'characters-stripped': { severity: 'warning', meaning: 'Characters that XML cannot hold were left out.' },
  'budget-memory': { severity: 'error', meaning: 'The template built more than a render process may hold.' },
  'render-crashed': { severity: 'error', meaning: 'The render process ended before it had answered.' },
  'output-too-large': { severity: 'error', meaning: 'The output is larger than its budget.' },
  'output-too-deep': { severity: 'error', meaning: 'The output nests too deeply.' },
  'unsafe-key': { severity: 'warning', meaning: 'A key that can change prototypes at the receiver was left out.' },
  'invalid-json-output': { severity: 'error', meaning: 'The rendered text is not JSON.' },
  'invalid-xml-output': { severity: 'error', meaning: 'The rendered text is not well-formed XML.' },
  'invalid-form-output': { severity: 'error', meaning: 'The rendered text is not form-encoded.' },
  'invalid-date': { severity: 'error', meaning: 'A date function was given a value that is not a date.' },
  'invalid-amount': { severity: 'error', meaning: 'A money function was given a value that is not an amount.' },
  'invalid-argument': { severity: 'error', meaning: 'A function was given an argument that it cannot use.' },
  'invalid-json': { severity: 'error', meaning: 'The payload is not JSON.' },
  'payload-too-deep': { severity: 'error', meaning: 'The payload nests too deeply.' },
  'unknown-path': { severity: 'warning', meaning: 'A path names a field that the payload does not have.' },
  'outer-path': {
    severity: 'warning',
    meaning: 'A path names a field of the payload that is not in what it is relative to.',
  },
  'target-missing': { severity: 'warning', meaning: 'A field that the target of the template requires is not made.' },
  'target-type': {
    severity: 'warning',
    meaning:
      'A list, an object or a single value is given where the target of the template wants another of the three.',
  },
  'maybe-absent': { severity: 'info', meaning: 'A field that is not always there is part of the output.' },
  'one-item-array': {
    severity: 'warning',
    meaning: 'The output is an array for two items or more, but not for one and none.',
  },
  'format-type': { severity: 'warning', meaning: 'The template gives a value that its format cannot carry.' },
  'unused-variable': { severity: 'warning', meaning: 'A variable is given a value and never read.' },
  'unknown-variable': { severity: 'warning', meaning: 'A variable or function is read that nothing defines.' },
  'never-equal': { severity: 'warning', meaning: 'A comparison has the same outcome for every payload.' },
  'text-condition': {
    severity: 'warning',
    meaning: 'A text such as "0" is used as a condition, where it counts as true.',
  },
  'wrong-type': {
    severity: 'warning',
    meaning: 'An operand or argument has a type that fails when the template is rendered.',
  },
  'number-precision': { severity: 'warning', meaning: 'A number that a double cannot hold was read as text.' },
} as const satisfies Record<string, CodeEntry>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
