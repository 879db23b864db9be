import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError } from './problem-error.ts';
import { describeProblem, PROBLEM_TYPE } from './render-problem.ts';

/** Answers a request whose target or `Host` is none, which no route ever sees. Rethrows what is not the sender's fault. */
export function answerUnreadable(error: unknown): Response {
  if (!(error instanceof Error) || error.name !== 'RequestError') throw error;
  const problem = describeProblem(
    new ProblemError(
      'invalid-request',
      'The request line or the Host header cannot be read: send a path that begins with "/" and one Host, such as localhost:8420.',
    ),
  );
  return Response.json(problem, { status: problem.status, headers: { 'Content-Type': PROBLEM_TYPE } });
}

/** For the server's `clientError`: says what HTTP itself refused, then ends the connection, whose next bytes could be anything. */
export function refuseUnreadable(error: Error, socket: Duplex): void {
  const isGone = 'code' in error && error.code === 'ECONNRESET';
  if (isGone || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = describeProblem(judge(error));
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

function judge(error: Error): ProblemError {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'HPE_HEADER_OVERFLOW')
    return new ProblemError(
      'headers-too-large',
      'The headers are larger than 16 KB together: send fewer or shorter ones.',
    );
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new ProblemError(
      'too-slow',
      'The request took too long to arrive: headers must be there within 10 seconds, the whole within 30.',
    );
  return new ProblemError(
    'invalid-request',
    'The request is not HTTP/1.1 as RFC 9112 writes it: check its line ends, Host, Content-Length and Transfer-Encoding.',
  );
}
