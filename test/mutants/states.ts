import type { Mutant } from './mutant.js';
import { everyPolicy } from './rules.js';

/**
 * Which test holds the state an action asks for. An action with a state that stands here not at all is a broken mutant.
 */
const HELD_BY: Readonly<Record<string, string>> = {
  'topic.revise': 'topics/topic-steps',
  'topic.designate': 'topics/topic-steps',
  // A step asks for the state again, under its lock. That the page offers no step in vain is what these hold.
  'topic.advance': 'topics/topic-rights',
  'topic.approve': 'topics/topic-rights',
  'topic.stepBack': 'topics/topic-rights',
  'topic.close': 'topics/topic-rights',
  'topic.reopen': 'topics/topic-rights',
  'session.reschedule': 'sessions/session',
  'session.cancel': 'sessions/session',
  'session.hold': 'sessions/session',
  'session.recordMinutes': 'sessions/session',
  'session.recordSuggestion': 'sessions/session',
  'implementationItem.verify': 'implementation/item-progress',
  'streetItem.cancel': 'implementation/item-progress',
  'listItem.cancel': 'implementation/item-progress',
  'outcomeReport.report': 'outcomes/outcome',
  'outcomeDecision.decide': 'outcomes/outcome',
  'suggestionAnswer.answer': 'outcomes/outcome',
  'concern.triage': 'concerns/concern',
};

/** Every action that asks for a state (`unless` in a `*.policy.ts`), asking for none. */
export async function stateMutants(): Promise<Mutant[]> {
  const actions = (await everyPolicy()).flatMap(({ name, actions: all }) =>
    Object.entries(all)
      .filter(([, action]) => action.unless)
      .map(([key]) => `${name}.${key}`),
  );
  return actions.map((action) => ({
    name: `rule ${action}: in any state`,
    file: 'src/kernel/policy.js',
    test: HELD_BY[action] ?? `(test/mutants/states.ts names none for ${action})`,
    pattern: 'return (actions) => {',
    replacement: `return (written) => { const without = (key) => \`\${name}.\${key}\` === '${action}';
      const actions = Object.fromEntries(Object.entries(written).map(([key, action]) =>
        [key, without(key) ? { ...action, unless: undefined } : action]));`,
  }));
}
