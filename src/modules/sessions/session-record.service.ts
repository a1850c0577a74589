import type { Statement } from '../../kernel/database.js';
import { UserError, notFound } from '../../kernel/errors.js';
import { idOf } from '../../kernel/global-id.js';
import { type Interval, toInterval } from '../../kernel/imprecise-date.js';
import { snakeCase } from '../../kernel/columns.js';
import { holdBy } from '../../kernel/held.js';
import { byId } from '../../kernel/loader.js';
import { type Provenance, provenance } from '../../kernel/provenance.js';
import { RecordOrigin } from '../../kernel/record.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { requiredText } from '../../kernel/text-input.js';
import { StageKind, compareStages } from '../procedure/procedure.enums.js';
import { procedureInForce } from '../procedure/procedure.loaders.js';
import { Room } from '../rooms/room.entity.js';
import { type NewTopic, recordTopic, takeStep } from '../topics/topic-progress.service.js';
import { Topic } from '../topics/topic.entity.js';
import { StepKind, TopicState, TopicTrack } from '../topics/topic.enums.js';
import { linesOfPaper, seatsOf, storeAttendance, storeSuggestions, withTotal } from './session-parts.service.js';
import { AS_REMEMBERED, FIELDS, type RememberedTopic, insistOn, rememberTopic, takeRemembered } from './remembered-topics.js';
import { deliberationPolicy } from './session.policy.js';
import type { SessionRecordInput } from './session-record.inputs.js';
import { type NewSession, addSessionToHeld, heldColumns, minutesText } from './session.service.js';

/**
 * One paper record in one go: its topic is found or made, led as far as deliberation, and the session stands as held.
 * Everything a line can be wrong about is looked at before anything is written.
 */
export async function recordSession(ctx: RequestContext, input: SessionRecordInput): Promise<NewSession> {
  const asked = topicAsked(input);
  const held = toInterval(input.heldOn, ['input', 'heldOn']);
  const seats = withTotal(seatsOf(input.attendance), input.headcount);
  const lines = linesOfPaper(input.suggestions);
  const minutes = minutesText(input.result, ['input', 'result']);
  const source = fromPaper(input);
  const topic = rememberedTopic(ctx, asked) ?? await topicToRecord(ctx, asked, held, source);
  const session = await addSessionToHeld(ctx, topic, { ...heldColumns(held), consensus: input.consensus ?? null, minutes, ...source });
  await storeAttendance(ctx, session, seats);
  await storeSuggestions(ctx, session, lines, source);
  return session;
}

/** As it was when a session was last recorded for it: open, and as far as deliberation. */
function rememberedTopic(ctx: RequestContext, asked: AskedTopic): RememberedTopic | null {
  const topic = takeRemembered(ctx, asked.value);
  if (!topic) return null;
  deliberationPolicy.assert('record', ctx, topic);
  // Of the room it was found in, whose place is insisted on: the room need not be looked up.
  insistOn(ctx, { text: topicText(INSISTING, asked.condition), values: [topic.roomId, asked.value] }, topic);
  rememberTopic(ctx, asked.value, topic);
  return topic;
}

async function topicToRecord(ctx: RequestContext, asked: AskedTopic, held: Interval, source: Provenance): Promise<NewTopic> {
  const found = theOne(await topicsWith(ctx, asked), asked);
  if (!found) return topicOfPaper(ctx, asked, held, source);
  deliberationPolicy.assert('record', ctx, found);
  const topic = await leadToDeliberation(ctx, found, held, source);
  if (topic === found) rememberTopic(ctx, asked.value, topic);
  return topic;
}

function fromPaper({ provenance: given }: SessionRecordInput): Provenance {
  return { ...provenance(given), origin: given?.origin ?? RecordOrigin.RECORDED_FROM_PAPER };
}

/** How the paper says which topic it means: a condition on one value, which an index answers. */
interface AskedTopic { readonly by: 'id' | 'title'; readonly value: string; readonly condition: string }

const byTitle = (value: string): AskedTopic => ({ by: 'title', value, condition: `t.state <> 'CLOSED' AND t.title = $2` });

/** @throws BAD_USER_INPUT; UserError TOPIC_NOT_NAMED, TEXT_TOO_LONG, TEXT_INVALID */
function topicAsked({ topicId, topicTitle }: SessionRecordInput): AskedTopic {
  if (Boolean(topicId) === Boolean(topicTitle?.trim())) {
    throw new UserError('TOPIC_NOT_NAMED', { zh: '请填写议题名称（topicTitle）或议题 id（topicId），二者填一。', en: 'Name the topic by its title (topicTitle) or by its id (topicId): one of the two.' }, ['input', 'topicTitle']);
  }
  return topicId ? { by: 'id', value: idOf(topicId, Topic.name), condition: 't.id = $2' } : byTitle(requiredText(topicTitle!, 100, ['input', 'topicTitle']));
}

/** The room's topics that are meant, as they stand now and held for this transaction: others may move a topic at the same time. */
const topicsWith = (ctx: RequestContext, asked: AskedTopic): Promise<RememberedTopic[]> => ctx.rows<RememberedTopic>(topicRows(ctx, asked));

const topicRows = ({ viewer }: RequestContext, { condition, value }: AskedTopic): Statement => ({ text: topicText(FINDING, condition), values: [viewer.placeId, value] });

/** What is asked of the topics of which room, and the texts made of it, one a condition. */
interface Look { readonly columns: string; readonly room: string; readonly texts: Map<string, string> }
const FINDING: Look = { columns: FIELDS.map((field) => `t.${snakeCase(field)} AS "${field}"`).join(', '), room: '(SELECT r.id FROM room r WHERE r.place_id = $1)', texts: new Map() };
const INSISTING: Look = { columns: AS_REMEMBERED, room: '$1', texts: new Map() };

function topicText({ columns, room, texts }: Look, condition: string): string {
  let text = texts.get(condition);
  if (!text) texts.set(condition, text = `SELECT ${columns} FROM topic t WHERE t.room_id = ${room} AND ${condition} LIMIT 2 FOR NO KEY UPDATE OF t`);
  return text;
}

/** @throws UserError TOPIC_AMBIGUOUS */
function theOne(rows: readonly RememberedTopic[], { value }: AskedTopic): RememberedTopic | null {
  if (rows.length > 1) {
    throw new UserError('TOPIC_AMBIGUOUS', { zh: `有多个未办结的议题名为“${value}”，请用 topicId 指明是哪一个。`, en: `More than one open topic is called “${value}”: say which by topicId.` }, ['input', 'topicTitle']);
  }
  return rows[0] ?? null;
}

/**
 * Whoever records for a room does it under a grant at the room's own place. It is held, so that two papers on one new topic, entered at once, meet: the second finds what the first has made.
 * Then the same title is looked for written with other widths and spaces. @throws NOT_FOUND; UserError ROOM_MISSING, TOPIC_AMBIGUOUS
 */
async function topicOfPaper(ctx: RequestContext, asked: AskedTopic, held: Interval, source: Provenance): Promise<NewTopic> {
  const [room, same, alike] = await Promise.all([
    holdBy(ctx, Room, 'place_id', ctx.viewer.placeId!),
    topicsWith(ctx, asked),
    topicsWith(ctx, { ...asked, condition: `t.state <> 'CLOSED' AND ${plainTitle('t.title')} = ${plainTitle('$2::text')}` }),
    // A new topic will ask for it.
    ctx.load(procedureInForce, ctx.cityId),
  ]);
  if (!room) throw new UserError('ROOM_MISSING', { zh: '您所在的地方还没有登记协商议事室；请市级管理员先登记（roomEnrol）。', en: 'No room is enrolled at your place: the city administrator enrols it first (roomEnrol).' });
  deliberationPolicy.assert('record', ctx, room);
  if (asked.by === 'id') throw notFound();
  const found = theOne(same, asked) ?? theOne(alike, asked);
  return found ? leadToDeliberation(ctx, found, held, source) : newTopic(ctx, room, asked.value, held, source);
}

/** Full-width and half-width forms are one, and spaces mean nothing in a Chinese title. */
const plainTitle = (sql: string): string => `regexp_replace(normalize(${sql}, NFKC), '\\s', '', 'g')`;

/** A topic the paper speaks of was chosen by the room when it met; both steps say that they come from the paper. */
const newTopic = (ctx: RequestContext, room: Room, title: string, held: Interval, source: Provenance): Promise<NewTopic> =>
  recordTopic(ctx, room, { title, track: TopicTrack.SIMPLE, proposed: held, provenance: source }, StageKind.DELIBERATION);

/** A topic that is past its deliberation stays where it is: the paper only came late. */
async function leadToDeliberation(ctx: RequestContext, topic: RememberedTopic, held: Interval, source: Provenance): Promise<RememberedTopic> {
  if (topic.state === TopicState.CLOSED || compareStages(topic.stage, StageKind.DELIBERATION) >= 0) return topic;
  const whole = (await ctx.load(byId(Topic), topic.id))!;
  return takeStep(ctx, whole, { kind: StepKind.ADVANCED, toStage: StageKind.DELIBERATION, happened: held, provenance: source });
}
