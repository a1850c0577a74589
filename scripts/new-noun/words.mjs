// The names of a new noun, in every form they are written in.

/** What a noun may hang on, and how its service finds that. */
export const PARENTS = {
  room: {
    Type: 'Room',
    parentFolder: 'rooms',
    find: 'await getById(ctx, Room, input.roomId)',
    finder: `import { getById } from '../../kernel/expect.js';\nimport { Room } from '../rooms/room.entity.js';`,
    errors: [],
    parentId: 'w.roomId',
    builders: 'test/guards/isolation/inputs-rooms.ts',
  },
  topic: {
    Type: 'Topic',
    parentFolder: 'topics',
    find: 'await getOpenTopic(ctx, input.topicId)',
    finder: `import { getOpenTopic } from '../topics/topic-progress.service.js';`,
    errors: ['TOPIC_CLOSED'],
    parentId: '(await w.propose()).id',
    builders: 'test/guards/isolation/inputs-topics.ts',
  },
};

/** What the service of a new noun can refuse. */
const CODES = ['DATE_IN_FUTURE', 'DATE_AFTER_SOURCE', 'TEXT_EMPTY', 'TEXT_TOO_LONG', 'TEXT_INVALID'];

const upper = (text) => text[0].toUpperCase() + text.slice(1);
const lower = (text) => text[0].toLowerCase() + text.slice(1);
const joined = (name) => name.split('-').map(upper).join('');
const pluralOf = (text) =>
  /[^aeiou]y$/.test(text) ? `${text.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(text) ? `${text}es` : `${text}s`;

/** `room-event` as RoomEvent, roomEvents, room_event, ROOM_EVENTS, "room event", and so on. */
export function wordsOf(name, { on, zh, kinds }) {
  const folder = pluralOf(name);
  const parent = PARENTS[on];
  return {
    name,
    zh,
    kinds,
    Noun: joined(name),
    noun: lower(joined(name)),
    Nouns: joined(folder),
    nouns: lower(joined(folder)),
    words: name.replaceAll('-', ' '),
    Plural: upper(folder.replaceAll('-', ' ')),
    table: name.replaceAll('-', '_'),
    folder,
    module: `src/modules/${folder}`,
    exportKind: folder.replaceAll('-', '_').toUpperCase(),
    parent: on,
    PARENT: on.toUpperCase(),
    ...parent,
    codes: [...parent.errors, ...CODES].join(', '),
    firstKind: kinds[0] ?? '',
    kindValues: kinds.map((kind) => `${kind} = '${kind}',`).join('\n'),
    kindWords: kinds.map((kind) => `${kind}: 'FILL_IN 中文',`).join('\n'),
    kindDescriptions: kinds.map((kind) => `${kind}: 'FILL_IN: what ${kind} means, in English and 中文.',`).join('\n'),
  };
}
