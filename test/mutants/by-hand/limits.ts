import type { Mutant } from '../mutant.js';

const off = (name: string, pattern: string, named: string, more: Partial<Mutant> = {}): Mutant => ({
  name,
  file: 'src/graphql/limits.js',
  pattern,
  replacement: 'if (false)',
  test: 'graphql/limits',
  named,
  ...more,
});

/** What one request may ask of the server. */
export const limitMutants: readonly Mutant[] = [
  off('no limit of root fields', 'if (asked.rootFields > limits.maxRootFields)', 'many root fields'),
  off('no limit of depth', 'if (asked.depth > limits.maxDepth)', 'deep nesting'),
  off('no limit of aliases', 'if (asked.aliases > limits.maxAliases)', 'an alias flood'),
  off('no limit of cost', 'if (asked.cost > limits.maxCost)', 'nodes by a list of many ids', { inGate: true }),
  off("no limit of introspection's depth", 'if (asked.introspectionDepth > bounds.depth)', 'a chain of types'),
  off('no limit of operations', 'if (operations.length > limits.maxOperations)', 'many operations'),
  {
    name: "no limit of introspection's cost",
    file: 'src/graphql/limits.js',
    pattern: 'asked.introspectionCost > bounds.cost',
    replacement: 'false',
    test: 'graphql/limits',
    named: 'a flood of introspection',
  },
  {
    name: 'no limit of a document that Apollo has kept',
    file: 'src/graphql/limits.js',
    pattern: 'if (checked)',
    replacement: 'if (true)',
    test: 'graphql/limits',
    named: 'kept document',
  },
  {
    name: 'no limit of tokens',
    file: 'src/graphql/limits.js',
    pattern: 'parseOptions = { maxTokens: defaultLimits.maxTokens }',
    replacement: 'parseOptions = {}',
    test: 'graphql/limits',
    named: 'directives',
  },
  {
    name: 'work done for all rows is not counted',
    file: 'src/graphql/query-cost-counter.js',
    pattern: 'sum.work + sum.shared + ',
    replacement: '',
    test: 'graphql/dashboard-cost',
  },
  {
    name: 'an answer of any number of objects',
    file: 'src/kernel/answer-size.js',
    pattern: 'this.objects += objects;',
    replacement: '',
    test: 'graphql/answer-size',
  },
  {
    name: 'a body of any size',
    file: 'src/http/app.js',
    pattern: 'const MAX_BODY = 256 * 1024;',
    replacement: 'const MAX_BODY = 256 * 1024 * 1024;',
    test: 'guards/http/http',
    named: 'body of more than',
  },
  {
    name: 'a page of any size',
    file: 'src/kernel/page.js',
    pattern: ' || request.first > maximum',
    replacement: '',
    test: 'graphql/plan',
  },
  {
    name: 'NUL in a text',
    file: 'src/graphql/text-guard.js',
    pattern: `typeof value === 'string' && UNSTORABLE.test(value)`,
    replacement: 'false',
    test: 'topics/topic-proposal',
    named: 'NUL',
  },
];
