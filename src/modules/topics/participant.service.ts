import { atPlaceOf } from '../../kernel/placed-at.js';
import { fixedText } from '../../kernel/statement-text.js';
import { UserError } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { numberWithin, optionalText, requiredText } from '../../kernel/text-input.js';
import { topicMessages } from './messages.js';
import type { ParticipantInput, ParticipantsDesignateInput } from './participant.inputs.js';
import { Topic } from './topic.entity.js';
import { Participant, ParticipantPerson } from './topic-parts.entity.js';
import { topicPolicy } from './topic.policy.js';

const DROP_PARTICIPANTS = fixedText(
  'drop participants',
  'DELETE FROM participant WHERE city_id = $1 AND topic_id = $2',
);
const DROP_PEOPLE = fixedText(
  'drop names of participants',
  'DELETE FROM participant_person WHERE city_id = $1 AND participant_id IN (SELECT id FROM participant WHERE ' +
    'city_id = $1 AND topic_id = $2)',
);

const WITHOUT_AFFECTED = rowUpdate(Topic, ['noAffectedPartyReason']);

const PATH = ['input', 'participants'] as const;
const MOST = 50;

/** The list is replaced as a whole: who sits at the table is one decision. */
export async function designateParticipants(ctx: RequestContext, input: ParticipantsDesignateInput): Promise<Topic> {
  const topic = await getById(ctx, Topic, input.id);
  topicPolicy.assert('designate', ctx, topic);
  expectVersion(topic, input.expectedVersion);
  if (input.participants.length > MOST) throw new UserError('TOO_MANY', topicMessages.tooManyParticipants(MOST), PATH);
  await ctx.update(WITHOUT_AFFECTED, topic, {
    noAffectedPartyReason: optionalText(input.noAffectedPartyReason, 500, ['input', 'noAffectedPartyReason']),
  });
  await clear(ctx, topic);
  for (const [index, participant] of input.participants.entries())
    await addParticipant(ctx, topic, { input, participant, path: [...PATH, String(index)] });
  return ctx.reread(Topic, topic.id);
}

async function clear(ctx: RequestContext, topic: Topic): Promise<void> {
  const values = [topic.cityId, topic.id];
  await ctx.rows({ text: DROP_PEOPLE, values });
  await ctx.rows({ text: DROP_PARTICIPANTS, values });
}

async function addParticipant(
  ctx: RequestContext,
  topic: Topic,
  { input, participant, path }: { input: ParticipantsDesignateInput; participant: ParticipantInput; path: string[] },
): Promise<void> {
  const place = atPlaceOf(topic);
  const participantId = await ctx.insert(Participant, {
    ...place,
    topicId: topic.id,
    role: participant.role,
    basis: participant.basis,
    headcount: headcountOf(participant, path),
    organisation: optionalText(participant.organisation, 100, [...path, 'organisation']),
    ...provenance(input.provenance),
  });
  for (const [index, { name, phone }] of participant.names.entries()) {
    const at = [...path, 'names', String(index)];
    await ctx.insert(ParticipantPerson, {
      ...place,
      participantId,
      name: requiredText(name, 50, [...at, 'name']),
      phone: optionalText(phone, 30, [...at, 'phone']),
    });
  }
}

/** @throws UserError HEADCOUNT_MISSING, NUMBER_OUT_OF_RANGE, MORE_NAMES_THAN_PEOPLE */
function headcountOf(participant: ParticipantInput, path: readonly string[]): number {
  const named = participant.names.length;
  if (participant.headcount == null && named === 0)
    throw new UserError('HEADCOUNT_MISSING', topicMessages.headcountMissing, [...path, 'headcount']);
  const headcount = numberWithin(participant.headcount ?? named, 1, 1000, [...path, 'headcount']);
  if (named > headcount)
    throw new UserError('MORE_NAMES_THAN_PEOPLE', topicMessages.moreNamesThanPeople(named, headcount), [
      ...path,
      'names',
    ]);
  return headcount;
}
