import { ResearchKind, ResearchRecord } from '../research/research.entity.js';
import { ParticipantBasis, ParticipantRole } from '../topics/topic.enums.js';
import { Participant } from '../topics/topic-parts.entity.js';
import type { Day } from './calendar.js';
import type { RecordWriter } from './yanshi-record-writer.js';
import type { Theme } from './yanshi-themes.js';

const { STANDING, LINKED, INVITED } = ParticipantBasis;

/** Who should be at the table, by role. @returns whether an affected party is among them. */
export function addParticipants(writer: RecordWriter, topicId: string, day: Day): boolean {
  const { chance, rows } = writer;
  const add = (
    role: ParticipantRole,
    basis: ParticipantBasis,
    headcount: number,
    organisation: string | null = null,
  ): void => rows.add(Participant, { ...writer.record(day), topicId, role, basis, headcount, organisation });
  const hasAffected = !writer.omits();
  add(ParticipantRole.CPPCC_MEMBER, STANDING, chance.int(1, 3));
  add(ParticipantRole.RESIDENT_REPRESENTATIVE, STANDING, chance.int(4, 7));
  if (hasAffected) add(ParticipantRole.AFFECTED_PARTY, INVITED, chance.int(2, 3));
  if (chance.maybe(0.5)) add(ParticipantRole.PARTY_DELEGATE, LINKED, 1);
  if (chance.maybe(0.5)) add(ParticipantRole.CONGRESS_DEPUTY, LINKED, 1);
  if (chance.maybe(0.4)) add(ParticipantRole.DEPARTMENT, INVITED, 1, chance.pick([...writer.stage.unitIds.keys()]));
  return hasAffected;
}

/** @returns whether any research was recorded. */
export function addResearch(writer: RecordWriter, topicId: string, theme: Theme, day: Day): boolean {
  if (writer.omits()) return false;
  const kinds = writer.chance.some(Object.values(ResearchKind), writer.chance.int(1, 2));
  for (const kind of kinds) {
    writer.rows.add(ResearchRecord, {
      ...writer.record(day),
      topicId,
      kind,
      ...writer.when('done', day),
      findings: theme.findings,
      householdsVisited: kind === ResearchKind.HOUSEHOLD_VISIT ? writer.chance.int(8, 45) : null,
    });
  }
  return true;
}
