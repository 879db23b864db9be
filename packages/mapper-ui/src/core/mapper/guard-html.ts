const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'"><base target="_blank">`;

/**
 * The document with a policy in front of its content that lets nothing run or load; a doctype stays first. Links would open a new window, which
 * a sandbox without `allow-popups` refuses.
 */
export function guardHtml(html: string): string {
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? '';
  return `${doctype}${POLICY}${html.slice(doctype.length)}`;
}
