// A prefecture's worth of records, written by COPY as a stream: nothing is held in memory but one row.
// Per room: 15 topics of 2 sessions, each session with 6 suggestions, 3 items, 6 headcounts (12 person-times) and 12
// named attendances.
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';
import { FILLS } from '../dist/migrations/support/catalogue-derived.js';
import { CATALOGUE_SOURCES } from '../dist/migrations/support/catalogue-sources.js';
import { ITEMS, OUTCOMES, SETTLE_ALL } from '../dist/migrations/support/completion.js';
import { FILL_KEEPING, FILL_REGISTERS } from '../dist/migrations/support/registers.js';
import { additions, upserts } from '../dist/migrations/support/roll-ups.js';

const ROLES = [
  'CPPCC_MEMBER',
  'AFFECTED_PARTY',
  'RESIDENT_REPRESENTATIVE',
  'RESPECTED_LOCAL',
  'PARTY_DELEGATE',
  'DEPARTMENT',
];
export const TOPICS_PER_ROOM = 15;
export const SESSIONS_PER_TOPIC = 2;
const MONTHS = 24;
const FIRST_MONTH = 2024 * 12 + 6; // July 2024

/** mulberry32: small, seeded, good enough to scatter records. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
}

const hex = (number, width) => number.toString(16).padStart(width, '0');
/** Ids in the order of their numbers, as UUIDv7 are in the order of time. */
export const idOf = (kind, number) => `01900000-${hex(kind, 4)}-7000-8000-${hex(number, 12)}`;
const KIND = {
  place: 1,
  room: 2,
  topic: 3,
  session: 4,
  suggestion: 5,
  attendance: 6,
  person: 7,
  plan: 8,
  item: 9,
  step: 10,
  unit: 11,
  procedure: 12,
  stage: 13,
  fact: 14,
};
const dayOf = (month, day) =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** One that is asked, and others as a prefecture-level database holds them. */
const CITIES = 13;

export function shapeOf(size, history) {
  const streets = Math.max(1, Math.round(size / 20));
  const others = [
    { streets: Math.max(1, Math.round(streets / 10)), roomsPerStreet: 10 },
    ...Array.from({ length: CITIES - 2 }, () => ({ streets: 1, roomsPerStreet: 10 })),
  ];
  return { cities: [{ streets, roomsPerStreet: 20 }, ...others], topics: TOPICS_PER_ROOM * history, months: MONTHS };
}

export const cityId = (city) => idOf(KIND.place, city * 100_000);
export const streetId = (city, street) => idOf(KIND.place, city * 100_000 + 1 + street * 100);
export const communityId = (city, street, community) => idOf(KIND.place, city * 100_000 + 2 + street * 100 + community);
export const pathOf = (city, street, community) =>
  `B${String(city).padStart(3, '0')}${street === undefined ? '' : String(street).padStart(4, '0')}` +
  `${community === undefined ? '' : String(community).padStart(4, '0')}`;
export const codeOf = (city, street, community) =>
  `98${String(city).padStart(4, '0')}${street === undefined ? '' : String(street + 1).padStart(3, '0')}` +
  `${community === undefined ? '' : String(community + 1).padStart(3, '0')}`;
const roomNumber = (city, street, community) => city * 1_000_000 + street * 100 + community;
export const roomId = (city, street, community) => idOf(KIND.room, roomNumber(city, street, community));

function* places(shape) {
  for (const [city, { streets, roomsPerStreet }] of shape.cities.entries()) {
    yield {
      city,
      id: cityId(city),
      path: pathOf(city),
      parent: null,
      level: 'CITY',
      kind: null,
      code: codeOf(city),
      name: `量测市${city}`,
    };
    for (let street = 0; street < streets; street += 1) {
      yield {
        city,
        id: streetId(city, street),
        path: pathOf(city, street),
        parent: cityId(city),
        level: 'STREET',
        kind: 'SUBDISTRICT',
        code: codeOf(city, street),
        name: `量测街道${street + 1}`,
      };
      for (let community = 0; community < roomsPerStreet; community += 1) {
        yield {
          city,
          id: communityId(city, street, community),
          path: pathOf(city, street, community),
          parent: streetId(city, street),
          level: 'COMMUNITY',
          kind: 'NEIGHBOURHOOD',
          code: codeOf(city, street, community),
          name: `量测社区${street + 1}-${community + 1}`,
          street,
          community,
        };
      }
    }
  }
}

function* communities(shape) {
  for (const place of places(shape)) if (place.level === 'COMMUNITY') yield place;
}

function* topics(shape) {
  for (const place of communities(shape)) {
    const next = random(roomNumber(place.city, place.street, place.community) + 7);
    for (let index = 0; index < shape.topics; index += 1) {
      const number = roomNumber(place.city, place.street, place.community) * 1000 + index;
      const month =
        FIRST_MONTH +
        MONTHS -
        1 -
        Math.floor(((index + next()) / shape.topics) * MONTHS * (shape.topics / TOPICS_PER_ROOM));
      yield { place, number, month, closed: next() < 0.6, next };
    }
  }
}

function* sessions(shape) {
  for (const topic of topics(shape)) {
    for (let index = 0; index < SESSIONS_PER_TOPIC; index += 1) {
      yield {
        topic,
        place: topic.place,
        index,
        number: topic.number * 10 + index,
        day: dayOf(
          topic.month + (index > 0 && topic.next() < 0.3 && topic.month < FIRST_MONTH + MONTHS - 1 ? 1 : 0),
          1 + Math.floor(topic.next() * 28),
        ),
      };
    }
  }
}

const at = (place) => [cityId(place.city), communityId(place.city, place.street, place.community), place.path];

/**
 * Table, columns, rows: in an order that respects nothing, because the load runs without triggers and foreign-key
 * checks.
 */
export function tables(shape) {
  const units = 20;
  return [
    [
      'place',
      'city_id,id,path,parent_id,level,kind,code,name',
      function* () {
        for (const p of places(shape)) yield [cityId(p.city), p.id, p.path, p.parent, p.level, p.kind, p.code, p.name];
      },
    ],
    [
      'place_fact',
      'city_id,id,place_id,place_path,kind,count,as_of',
      function* () {
        let n = 0;
        for (const p of communities(shape)) {
          const [city, place, path] = at(p);
          yield [
            city,
            idOf(KIND.fact, (n += 1)),
            place,
            path,
            'USUAL_RESIDENTS',
            2000 + ((n * 977) % 9000),
            '2024-01-01',
          ];
        }
      },
    ],
    [
      'procedure',
      'city_id,id,number,title,in_force_from',
      function* () {
        for (const city of shape.cities.keys())
          yield [cityId(city), idOf(KIND.procedure, city), 1, '量测程序', '2019-01-01'];
      },
    ],
    [
      'procedure_stage',
      'city_id,id,procedure_id,ordinal,kind,title,title_en,gate_mode',
      function* () {
        const kinds = [
          'TOPIC_SELECTION',
          'PARTICIPANT_DESIGNATION',
          'RESEARCH',
          'DELIBERATION',
          'OUTCOME_REPORTING',
          'IMPLEMENTATION',
          'EVALUATION',
        ];
        for (const city of shape.cities.keys())
          for (const [index, kind] of kinds.entries())
            yield [
              cityId(city),
              idOf(KIND.stage, city * 10 + index),
              idOf(KIND.procedure, city),
              index + 1,
              kind,
              kind,
              kind,
              'REMIND',
            ];
      },
    ],
    [
      'unit',
      'city_id,id,name,kind',
      function* () {
        for (const city of shape.cities.keys())
          for (let n = 0; n < units; n += 1)
            yield [cityId(city), idOf(KIND.unit, city * 100 + n), `量测单位${n}`, 'DEPARTMENT'];
      },
    ],
    [
      'room',
      'city_id,id,place_id,place_path,name,enrolled_on,shared_with',
      function* () {
        for (const p of communities(shape))
          yield [
            cityId(p.city),
            roomId(p.city, p.street, p.community),
            p.id,
            p.path,
            `${p.name}协商议事室`,
            '2024-01-01',
            '{}',
          ];
      },
    ],
    [
      'topic',
      'city_id,id,place_id,place_path,room_id,procedure_id,title,plain_title,track,state,stage,proposed_from,pr' +
        'oposed_to,proposed_precision,closed_from,closed_to,closed_precision',
      function* () {
        for (const t of topics(shape)) {
          const day = dayOf(t.month, 1);
          const closed = t.closed ? [dayOf(t.month, 28), dayOf(t.month, 28), 'DAY'] : [null, null, null];
          yield [
            ...four(t.place, KIND.topic, t.number),
            roomId(t.place.city, t.place.street, t.place.community),
            idOf(KIND.procedure, t.place.city),
            `量测议题${t.number}`,
            `量测议题${t.number}`,
            'SIMPLE',
            t.closed ? 'CLOSED' : 'APPROVED',
            t.closed ? 'EVALUATION' : 'IMPLEMENTATION',
            day,
            day,
            'DAY',
            ...closed,
          ];
        }
      },
    ],
    [
      'session',
      'city_id,id,place_id,place_path,room_id,topic_id,round,ordinal,state,held_from,held_to,held_precision,ven' +
        'ue,consensus,minutes',
      function* () {
        for (const s of sessions(shape))
          yield [
            ...four(s.place, KIND.session, s.number),
            roomId(s.place.city, s.place.street, s.place.community),
            idOf(KIND.topic, s.topic.number),
            1,
            s.index + 1,
            'HELD',
            s.day,
            s.day,
            'DAY',
            '协商议事室',
            'BROAD',
            '会议记录：各方发言，主持人归纳意见。',
          ];
      },
    ],
    [
      'attendance',
      'city_id,id,place_id,place_path,session_id,topic_id,role,headcount',
      function* () {
        for (const s of sessions(shape))
          for (const [index, role] of ROLES.entries())
            yield [
              ...four(s.place, KIND.attendance, s.number * 10 + index),
              idOf(KIND.session, s.number),
              idOf(KIND.topic, s.topic.number),
              role,
              2,
            ];
      },
    ],
    [
      'attendance_person',
      'city_id,id,place_id,place_path,session_id,role,name,plain_name',
      function* () {
        for (const s of sessions(shape))
          for (let n = 0; n < 12; n += 1)
            yield [
              ...four(s.place, KIND.person, s.number * 100 + n),
              idOf(KIND.session, s.number),
              ROLES[n >> 1],
              `量测人员${n}`,
              `量测人员${n}`,
            ];
      },
    ],
    [
      'suggestion',
      'city_id,id,place_id,place_path,room_id,topic_id,session_id,ordinal,text,proposed_by',
      function* () {
        for (const s of sessions(shape))
          for (let n = 1; n <= 6; n += 1)
            yield [
              ...four(s.place, KIND.suggestion, s.number * 10 + n),
              roomId(s.place.city, s.place.street, s.place.community),
              idOf(KIND.topic, s.topic.number),
              idOf(KIND.session, s.number),
              n,
              `建议${n}：尽快勘查现场，明确责任单位与完成时间。`,
              ROLES[n - 1],
            ];
      },
    ],
    [
      'implementation_plan',
      'city_id,id,place_id,place_path,topic_id,kind,title',
      function* () {
        for (const t of topics(shape))
          yield [
            ...four(t.place, KIND.plan, t.number),
            idOf(KIND.topic, t.number),
            'RESPONSIBILITY_LIST',
            '责任落实清单',
          ];
      },
    ],
    [
      'implementation_item',
      'city_id,id,place_id,place_path,topic_id,plan_id,plan_kind,suggestion_id,measure,responsible_unit_id,assi' +
        'gned_on,due_on,state,completed_on,verified_on',
      function* () {
        for (const s of sessions(shape))
          for (let n = 1; n <= 3; n += 1) {
            const share = (s.number * 31 + n * 17) % 100;
            const due = dayOf(s.topic.month + 2, 15);
            const done = dayOf(s.topic.month + (share < 60 ? 1 : 3), 20);
            const state = share < 75 ? 'VERIFIED' : share < 85 ? 'DONE' : 'UNDER_WAY';
            yield [
              ...four(s.place, KIND.item, s.number * 10 + n),
              idOf(KIND.topic, s.topic.number),
              idOf(KIND.plan, s.topic.number),
              'RESPONSIBILITY_LIST',
              idOf(KIND.suggestion, s.number * 10 + n),
              `措施${n}`,
              idOf(KIND.unit, s.place.city * 100 + (n % units)),
              s.day,
              due,
              state,
              state === 'UNDER_WAY' ? null : done,
              state === 'VERIFIED' ? done : null,
            ];
          }
      },
    ],
  ];
}

const four = (place, kind, number) => [
  cityId(place.city),
  idOf(kind, number),
  communityId(place.city, place.street, place.community),
  place.path,
];
const escape = (value) =>
  value === null ? '\\N' : String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');

/** Loads everything over a superuser's connection. @returns rows by table. */
export async function load(client, shape) {
  const counts = {};
  await client.query(`SET session_replication_role = replica`);
  for (const [table, columns, rows] of tables(shape)) {
    const stream = client.query(copyStreams.from(`COPY ${table} (${columns}) FROM STDIN`));
    let chunk = '';
    let count = 0;
    for (const row of rows()) {
      count += 1;
      chunk += `${row.map(escape).join('\t')}\n`;
      if (chunk.length > 65_536) {
        if (!stream.write(chunk)) await once(stream, 'drain');
        chunk = '';
      }
    }
    stream.end(chunk);
    await finished(stream);
    counts[table] = count;
  }
  // No trigger has fired, so the sums, and what they need to know beside a record, are made as the migration makes them
  // of what it finds.
  for (const statement of [...FILLS, SETTLE_ALL]) await client.query(statement);
  for (const statement of [FILL_REGISTERS, ...FILL_KEEPING]) await client.query(statement);
  const changed = new Map([ITEMS, OUTCOMES].map((source) => [source.table, source]));
  for (const { table, parts } of CATALOGUE_SOURCES.map((source) => changed.get(source.table) ?? source))
    for (const statement of upserts(parts, additions(parts, table, 1))) await client.query(statement);
  await client.query(`SET session_replication_role = DEFAULT`);
  // In life a month's sums are written in that month and lie together; made all at once they would lie room by room.
  await client.query('CLUSTER room_month_stat USING ix_room_month_stat_month');
  await client.query('VACUUM ANALYZE');
  return counts;
}
