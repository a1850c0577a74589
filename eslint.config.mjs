// ESLint looks at the schema only; the code is oxlint's.
import graphql from '@graphql-eslint/eslint-plugin';

export default [
  {
    files: ['**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: './schema.graphql' } } },
    rules: {
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-page-info': 'error',
      // `nodes` is a list of objects beside `edges`, which the rule on lists takes for edges left out
      '@graphql-eslint/relay-edge-types': ['error', { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
      '@graphql-eslint/naming-convention': ['error', {
        types: 'PascalCase', FieldDefinition: 'camelCase', InputValueDefinition: 'camelCase', Argument: 'camelCase',
        DirectiveDefinition: 'camelCase', EnumValueDefinition: 'UPPER_CASE', allowLeadingUnderscore: false,
      }],
      // strict-id-in-types is off: pages, edges, payloads, errors, rates and periods are values and have no id by design
      '@graphql-eslint/require-description': ['error', { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true }],
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/no-hashtag-description': 'error',
      // no-typename-prefix is off: it knows no exceptions, and takes Recorded.recordedAt and Seal.sealedAt for stutters
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
      '@graphql-eslint/description-style': ['error', { style: 'block' }],
    },
  },
];
