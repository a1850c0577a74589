import type { Action, Located } from '../../src/kernel/policy.js';
import type { AnyPolicy } from './rules.js';
import type { Check } from './judge.js';

/** Which checks come by which calls and rules, learnt while nothing is wrong: a mutant is then shown to those alone. */
export class ChecksByCall {
  private readonly reached = new Map<string, Check[]>();
  private current: Check | null = null;
  private leftOut: string | null = null;

  constructor(policies: readonly AnyPolicy[]) {
    globalThis.callStands = (site) => this.note(site);
    for (const policy of policies) for (const key of Object.keys(policy.actions)) this.watch(policy, key);
  }

  /** Runs a check and remembers what it came by. @throws when it finds something. */
  async learn(check: Check): Promise<void> {
    this.current = check;
    const found = await check.run();
    this.current = null;
    if (found.length > 0)
      throw new Error(`${check.test} finds fault with the sound code: ${found.slice(0, 3).join('\n')}`);
  }

  checksOf(id: string): readonly Check[] {
    return this.reached.get(id) ?? [];
  }

  /** Leaves a call out until the answer is called. */
  leaveOut(site: string): () => void {
    this.leftOut = site;
    return () => {
      this.leftOut = null;
    };
  }

  private note(id: string): boolean {
    if (this.current) {
      const known = this.reached.get(id) ?? [];
      if (!known.includes(this.current)) this.reached.set(id, [...known, this.current]);
    }
    return id !== this.leftOut;
  }

  private watch({ name, actions }: AnyPolicy, key: string): void {
    let action = actions[key] as Action<Located>;
    Object.defineProperty(actions, key, {
      enumerable: true,
      get: () => {
        this.note(`${name}.${key}`);
        return action;
      },
      set: (changed: Action<Located>) => {
        action = changed;
      },
    });
  }
}
