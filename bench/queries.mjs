// The queries, in each contender's words, and how its answer is brought to one common form before the answers are
// compared.
import { METRICS, STEPS } from './values.mjs';

const uuidOf = (globalId) => Buffer.from(globalId, 'base64url').toString().split(':')[2];
export const globalId = (type, city, id) => Buffer.from(`${type}:${city}:${id}`).toString('base64url');

const OURS_Q1 = `query Q1($id: ID!) { room(id: $id) { id name enrolledOn place { code name parent { code name parent {
  code name } } } } }`;
const PGL_PLACE = 'code name';
const PGL_Q1 = `query Q1($city: UUID!, $id: UUID!) { roomByCityIdAndRowId(cityId: $city, rowId: $id) {
  rowId name enrolledOn
  placeByCityIdAndPlaceIdAndPlacePath { ${PGL_PLACE} placeByCityIdAndParentId { ${PGL_PLACE} placeByCityIdAndParentId {
  ${PGL_PLACE} } } } } }`;

const OURS_Q2 = `query Q2($code: String!) { street(code: $code) { children(first: 20) { nodes { code name room { id name
  sessions(first: 5) { nodes { id ordinal heldOn { value } consensus suggestions(first: 10) { nodes {
  ordinal text items { measure state dueOn } } } } } } } } } }`;
const PGL_Q2 = `query Q2($code: String!) { allPlaces(condition: {code: $code}, first: 1) { nodes {
  placesByCityIdAndParentId(first: 20, orderBy: [CODE_ASC]) { nodes { code name
  roomsByCityIdAndPlaceIdAndPlacePath(first: 1) { nodes { rowId name
    sessionsByCityIdAndRoomId(first: 5, orderBy: [HELD_FROM_DESC, ROW_ID_DESC]) { nodes {
    rowId ordinal heldFrom consensus
      suggestionsByCityIdAndSessionId(first: 10, orderBy: [ORDINAL_ASC]) { nodes {
      ordinal text implementationItemsByCityIdAndSuggestionId { nodes { measure state dueOn } } } } } } } } } } } } }`;

const OURS_Q5 = `mutation Q5($input: SessionRecordInput!) { sessionRecord(input: $input) { session { id } errors {
  code message path } } }`;
const PGL_Q5 = `mutation Q5($input: BenchRecordSessionInput!) { benchRecordSession(input: $input) { result { rowId } }
  }`;

const OURS_Q3 = `query Q3($within: String!, $period: PeriodInput!) {
  compareRooms(within: $within, period: $period, first: 50, orderBy: {by: METRIC, metric: SUGGESTIONS_PER_1000,
  direction: DESC}) { nodes { place { code name } values(metrics: [${METRICS.join(', ')}]) {
  value numerator denominator } } } }`;
const PGL_Q3 = `query Q3($from: Date!, $to: Date!) { benchCompare(pFrom: $from, pTo: $to) { nodes { code name numbers {
  value numerator denominator } } } }`;
const OURS_Q4 = `query Q4($within: String!, $period: PeriodInput!) {
  trend(within: $within, period: $period, by: MONTH, metrics: [${STEPS.join(', ')}]) { points { period { from } values {
  value numerator denominator } } } }`;
const PGL_Q4 = `query Q4($from: Date!, $to: Date!) { benchTrend(pFrom: $from, pTo: $to) { nodes { month numbers {
  value numerator denominator } } } }`;

export const queries = {
  Q1: {
    title: 'one room with its parents',
    viewer: 'city',
    connections: 16,
    variables: (world) => world.anyRoom(),
    ours: ({ city, id }) => ({ query: OURS_Q1, variables: { id: globalId('Room', city, id) } }),
    limit: ({ id }) => ({ name: 'Q1', variables: { roomId: id } }),
    postgraphile: ({ city, id }) => ({ query: PGL_Q1, variables: { city, id } }),
    common: {
      ours: ({ room }) => ({ ...room, id: uuidOf(room.id) }),
      limit: (data) => data,
      postgraphile: ({ roomByCityIdAndRowId: room }) => {
        const place = (node, depth) => ({
          code: node.code,
          name: node.name,
          ...(depth > 0 ? { parent: place(node.placeByCityIdAndParentId, depth - 1) } : {}),
        });
        return {
          id: room.rowId,
          name: room.name,
          enrolledOn: room.enrolledOn,
          place: place(room.placeByCityIdAndPlaceIdAndPlacePath, 2),
        };
      },
    },
  },
  Q2: {
    title: "a street's rooms × last 5 sessions × suggestions and items",
    viewer: 'city',
    connections: 16,
    variables: (world) => world.anyStreet(),
    ours: ({ code }) => ({ query: OURS_Q2, variables: { code } }),
    limit: ({ code }) => ({ name: 'Q2', variables: { code } }),
    postgraphile: ({ code }) => ({ query: PGL_Q2, variables: { code } }),
    common: {
      ours: ({ street }) =>
        street.children.nodes.map(({ code, name, room }) => ({
          code,
          name,
          room: {
            id: uuidOf(room.id),
            name: room.name,
            sessions: room.sessions.nodes.map((session) => ({
              id: uuidOf(session.id),
              ordinal: session.ordinal,
              heldOn: session.heldOn.value,
              consensus: session.consensus,
              suggestions: session.suggestions.nodes,
            })),
          },
        })),
      limit: (data) => data,
      postgraphile: ({ allPlaces }) =>
        allPlaces.nodes[0].placesByCityIdAndParentId.nodes.map(
          ({
            code,
            name,
            roomsByCityIdAndPlaceIdAndPlacePath: {
              nodes: [room],
            },
          }) => ({
            code,
            name,
            room: {
              id: room.rowId,
              name: room.name,
              sessions: room.sessionsByCityIdAndRoomId.nodes.map((session) => ({
                id: session.rowId,
                ordinal: session.ordinal,
                heldOn: session.heldFrom,
                consensus: session.consensus,
                suggestions: session.suggestionsByCityIdAndSessionId.nodes.map(
                  ({ ordinal, text, implementationItemsByCityIdAndSuggestionId: items }) => ({
                    ordinal,
                    text,
                    items: items.nodes,
                  }),
                ),
              })),
            },
          }),
        ),
    },
  },
  Q3: {
    title: 'compare all rooms over six months by a rate, eight metrics of the first 50',
    viewer: 'city',
    connections: 8,
    variables: (world) => ({ ...world.anyPeriod(), ...world.city }),
    ours: ({ code, from, to }) => ({ query: OURS_Q3, variables: { within: code, period: { from, to } } }),
    limit: ({ from, to }) => ({ name: 'Q3', variables: { from, to } }),
    postgraphile: ({ from, to }) => ({ query: PGL_Q3, variables: { from, to } }),
    common: {
      ours: ({ compareRooms }) => compareRooms.nodes,
      limit: (rows) => rows,
      postgraphile: ({ benchCompare }) =>
        benchCompare.nodes.map(({ code, name, numbers }) => ({ place: { code, name }, values: numbers })),
    },
  },
  Q4: {
    title: 'a city over 24 months, six metrics by month',
    viewer: 'city',
    connections: 8,
    variables: (world) => ({ from: '2024-07-01', to: '2026-06-30', ...world.city }),
    ours: ({ code, from, to }) => ({ query: OURS_Q4, variables: { within: code, period: { from, to } } }),
    limit: ({ from, to }) => ({ name: 'Q4', variables: { from, to } }),
    postgraphile: ({ from, to }) => ({ query: PGL_Q4, variables: { from, to } }),
    common: {
      ours: ({ trend }) => trend.points,
      limit: (rows) => rows,
      postgraphile: ({ benchTrend }) =>
        benchTrend.nodes.map(({ month, numbers }) => ({ period: { from: month }, values: numbers })),
    },
  },
  Q5: {
    title: 'record a session with 6 suggestions',
    viewer: 'clerk',
    connections: 8,
    writes: true,
    variables: (world) => world.newSession(),
    ours: ({ topicTitle, heldOn, headcount, suggestions }) => ({
      query: OURS_Q5,
      variables: { input: { topicTitle, heldOn: { value: heldOn }, headcount, suggestions } },
    }),
    limit: (session) => ({ name: 'Q5', variables: session }),
    postgraphile: ({ roomId, topicTitle, heldOn, headcount, suggestions, placeId, path }) => ({
      query: PGL_Q5,
      variables: {
        input: {
          pRoom: roomId,
          pTitle: topicTitle,
          pHeld: heldOn,
          pHeadcount: headcount,
          pSuggestions: suggestions,
          pPlace: placeId,
          pPath: path,
        },
      },
    }),
    check: {
      ours: (body) => body.includes('"errors":[]'),
      limit: (body) => body.includes('"id"'),
      postgraphile: (body) => body.includes('"rowId"'),
    },
  },
};
/**
 * The same questions while somebody writes: what is kept of an answer then lasts no longer than until the next record.
 */
const WRITES_PER_SECOND = 5;
for (const key of ['Q3', 'Q4'])
  queries[`${key}written`] = {
    ...queries[key],
    title: `${queries[key].title}, while ${WRITES_PER_SECOND} sessions a second are recorded`,
    writing: WRITES_PER_SECOND,
  };
/**
 * Of a database with 13 cities, where records of all of them arrive: what is kept of the one that is asked lasts until
 * one of its own.
 */
queries.Q3many = {
  ...queries.Q3,
  title: `${queries.Q3.title}, while 50 sessions a second are recorded over 13 cities`,
  writing: 50,
  writesAnywhere: true,
  contenders: ['limit', 'ours'],
};
/** Campaign day: the same write from as many rooms as would hold their deliberation in one hour, all at once. */
queries.campaign = {
  ...queries.Q5,
  title: 'campaign day: 350 rooms record at once',
  connections: 64,
  variables: (world) => world.newSession(world.campaign),
};
queries.Q5new = {
  ...queries.Q5,
  title: 'record a session for a topic nobody knew',
  variables: (world) => world.newSession(undefined, 'new'),
};
/** What people's own software asks: measured with the headers and bodies of both clients (clients.mjs). */
for (const key of ['Q1', 'Q2', 'Q5', 'Q5new']) queries[key].byClients = true;
