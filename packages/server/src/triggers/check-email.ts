import { compileString } from '@postmap/engine';
import type { Destination, EmailDestination } from '../contract/index.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { ProblemIssues } from '../http/problem-error.ts';
import { checkRecipientTemplate, checkSenderTemplate } from '../outbound/mailbox.ts';
import { NO_MAIL_SERVER } from '../outbound/mailer.ts';
import type { Mailer } from '../outbound/mailer.ts';
import { findCompileIssues } from '../templates/find-compile-issues.ts';

/** What a schema cannot say of an email destination: that each recipient is one address as far as it is written out, and that every string parses. */
export function checkEmail({ to, cc, bcc, from, subject }: EmailDestination): ProblemIssues {
  const strings: [string, string, string | null][] = [
    ...Object.entries({ to, cc, bcc }).flatMap(([name, list]) =>
      list.map((source, index): [string, string, string | null] => [
        `destination.${name}[${index}]`,
        source,
        checkRecipientTemplate(source),
      ]),
    ),
    ['destination.from', from, checkSenderTemplate(from)],
    ['destination.subject', subject, /[\r\n]/.test(subject) ? 'A subject has one line: remove the line break.' : null],
  ];
  return strings.flatMap(([path, source, problem]) =>
    problem === null ? findCompileIssues(path, () => compileString(source, 'none')) : [{ path, message: problem }],
  );
}

/** @throws {ProblemError} `not-possible-now` for an email that has no mail server to go to */
export function requireMailServer(mailer: Pick<Mailer, 'locate'>, destination: Destination): void {
  if (destination.kind !== 'email' || mailer.locate(destination.transport) !== null) return;
  throw new ProblemError('not-possible-now', `${NO_MAIL_SERVER}.`, [
    { path: 'destination.transport', message: `${NO_MAIL_SERVER}.` },
  ]);
}
