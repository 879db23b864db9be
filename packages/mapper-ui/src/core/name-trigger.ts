/** A trigger as a sentence names it: with its customer, unless both have the same name. */
export function nameTrigger({ customerName, triggerName }: { customerName: string; triggerName: string }): string {
  return customerName === triggerName ? triggerName : `${customerName}, ${triggerName}`;
}
