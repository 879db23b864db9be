/** A key as the name of an XML element (XML 1.0 §2.3): what a name cannot hold becomes `_`. */
export function writeXmlName(key: string): string {
  const name = key.replace(/[^\p{L}\p{N}_.-]/gu, '_');
  return /^[\p{L}_]/u.test(name) && !/^xml/i.test(name) ? name : `_${name}`;
}
