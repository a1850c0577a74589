import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const COMPILER = resolve('node_modules/relay-compiler/cli.js');

const LIST = `const { graphql } = require('relay-runtime');
graphql\`
  query RoomsListQuery($within: String!) { ...RoomsList_query @arguments(within: $within) }
\`;
graphql\`
  fragment RoomsList_query on Query @refetchable(queryName: "RoomsListPageQuery")
    @argumentDefinitions(within: { type: "String!" }, count: { type: "Int", defaultValue: 20 }, cursor: {
    type: "String" }) {
    rooms(within: $within, first: $count, after: $cursor) @connection(key: "RoomsList_rooms") { edges { node {
    id name ...RoomCard_room } } }
  }
\`;
`;
const CARD = `const { graphql } = require('relay-runtime');
graphql\`
  fragment RoomCard_room on Room @refetchable(queryName: "RoomCardRefetchQuery") { id name place { code name }
  conveners { name } }
\`;
`;
const MUTATION = `const { graphql } = require('relay-runtime');
graphql\`
  mutation RoomEditMutation($input: RoomDescribeInput!) { roomDescribe(input: $input) { room { ...RoomCard_room }
  errors { code message path } } }
\`;
`;

describe('Relay', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'relay-'));
    mkdirSync(join(root, 'src'));
    cpSync('schema.graphql', join(root, 'schema.graphql'));
    writeFileSync(
      join(root, 'relay.config.json'),
      JSON.stringify({
        src: './src',
        schema: './schema.graphql',
        language: 'javascript',
        excludes: ['**/__generated__/**'],
      }),
    );
    writeFileSync(join(root, 'package.json'), '{"name":"relay-check","version":"1.0.0"}');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const compile = (files: Record<string, string>): { code: number; text: string } => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(root, 'src', name), content);
    try {
      return {
        code: 0,
        text: execFileSync(process.execPath, [COMPILER, join(root, 'relay.config.json')], {
          cwd: root,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, FORCE_NO_WATCHMAN: '1' },
        }),
      };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, text: stdout + stderr };
    }
  };

  it('compiles a connection that pages, an object that refetches and a mutation', () => {
    const { code, text } = compile({ 'RoomsList.js': LIST, 'RoomCard.js': CARD, 'RoomEdit.js': MUTATION });
    expect([code, code === 0 ? '' : text]).toEqual([0, '']);
    const made = readdirSync(join(root, 'src', '__generated__')).sort();
    expect(made).toEqual(
      expect.arrayContaining([
        'RoomCardRefetchQuery.graphql.js',
        'RoomEditMutation.graphql.js',
        'RoomsListPageQuery.graphql.js',
        'RoomsListQuery.graphql.js',
      ]),
    );
    expect(readFileSync(join(root, 'src', '__generated__', 'RoomCardRefetchQuery.graphql.js'), 'utf8')).toContain(
      'node(id: $id)',
    );
  });

  it('refuses what the schema has not (control)', () => {
    const { code, text } = compile({ 'RoomCard.js': CARD.replace('name }', 'nickname }') });
    expect(code).not.toBe(0);
    expect(text).toContain('nickname');
  });
});
