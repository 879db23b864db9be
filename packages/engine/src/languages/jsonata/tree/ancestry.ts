import type { LoweredNode, Slot } from './lowered-node.ts';
import { LoweringError } from './lowering-error.ts';

/**
 * Which step each `%` means, found as the jsonata package finds it: a slot seeks its way up, step by step, and marks the step
 * it arrives at.
 */
export class Ancestry {
  private readonly parents: { slot: Slot }[] = [];

  createParent(): LoweredNode {
    const count = this.parents.length;
    const slot = { label: `!${count}`, level: 1, index: count };
    const node = { type: 'parent', slot };
    this.parents.push(node);
    return node;
  }

  /** What `value` still seeks, its holder seeks too. */
  push(holder: LoweredNode, value: LoweredNode): void {
    if (value.seekingParent === undefined && value.type !== 'parent') return;
    const slots = value.seekingParent ?? [];
    if (value.type === 'parent' && value.slot !== undefined) slots.push(value.slot);
    if (holder.seekingParent === undefined) holder.seekingParent = slots;
    else holder.seekingParent.push(...slots);
  }

  /** After a predicate: what seeks one level up has found its step. */
  pushPredicate(step: LoweredNode, predicate: LoweredNode): void {
    if (predicate.seekingParent === undefined) return;
    for (const slot of predicate.seekingParent) {
      if (slot.level === 1) this.seek(step, slot);
      else slot.level--;
    }
    this.push(step, predicate);
  }

  resolve(path: LoweredNode): void {
    const steps = path.steps ?? [];
    const last = steps.at(-1);
    if (last === undefined) return;
    const slots = last.seekingParent ?? [];
    if (last.type === 'parent' && last.slot !== undefined) slots.push(last.slot);
    for (const slot of slots) this.resolveSlot(path, steps, slot);
  }

  private resolveSlot(path: LoweredNode, steps: LoweredNode[], slot: Slot): void {
    let index = steps.length - 2;
    while (slot.level > 0) {
      if (index < 0) {
        if (path.seekingParent === undefined) path.seekingParent = [slot];
        else path.seekingParent.push(slot);
        return;
      }
      let step = steps[index--];
      // Steps that only bind the focus are one step.
      while (index >= 0 && bindsFocus(step) && bindsFocus(steps[index])) step = steps[index--];
      if (step !== undefined) this.seek(step, slot);
    }
  }

  private seek(node: LoweredNode, slot: Slot): void {
    switch (node.type) {
      case 'name':
      case 'wildcard':
        slot.level--;
        if (slot.level === 0) this.mark(node, slot);
        return;
      case 'parent':
        slot.level++;
        return;
      case 'block': {
        const last = node.expressions?.at(-1);
        if (last === undefined) return;
        node.tuple = true;
        this.seek(last, slot);
        return;
      }
      case 'path': {
        const steps = node.steps ?? [];
        node.tuple = true;
        let index = steps.length - 1;
        do {
          const step = steps[index--];
          if (step !== undefined) this.seek(step, slot);
        } while (slot.level > 0 && index >= 0);
        return;
      }
      default:
        throw new LoweringError('S0217', 'what % stands for cannot be told here', node.position);
    }
  }

  private mark(node: LoweredNode, slot: Slot): void {
    if (node.ancestor !== undefined) {
      const parent = this.parents[slot.index];
      if (parent !== undefined) parent.slot.label = node.ancestor.label;
    }
    node.ancestor = slot;
    node.tuple = true;
  }
}

/** The package takes `@$`, a focus without a name, for none. */
function bindsFocus(step: LoweredNode | undefined): boolean {
  return step?.focus !== undefined && step.focus !== '';
}
