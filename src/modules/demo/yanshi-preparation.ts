import { ResearchKind, ResearchRecord } from '../research/research.entity.js';
import { ParticipantBasis, ParticipantRole } from '../topics/topic.enums.js';
import { Participant } from '../topics/topic-parts.entity.js';
import type { Day } from './calendar.js';
import type { Scribe } from './yanshi-record-writer.js';
import type { Theme } from './yanshi-themes.js';

const { STANDING, LINKED, INVITED } = ParticipantBasis;

/** Who should be at the table, by role. @returns whether an affected party is among them. */
export function addParticipants(scribe: Scribe, topicId: string, day: Day): boolean {
  const { chance, book } = scribe;
  const add = (
    role: ParticipantRole,
    basis: ParticipantBasis,
    headcount: number,
    organisation: string | null = null,
  ): void => book.add(Participant, { ...scribe.record(day), topicId, role, basis, headcount, organisation });
  const hasAffected = !scribe.omits();
  add(ParticipantRole.CPPCC_MEMBER, STANDING, chance.int(1, 3));
  add(ParticipantRole.RESIDENT_REPRESENTATIVE, STANDING, chance.int(4, 7));
  if (hasAffected) add(ParticipantRole.AFFECTED_PARTY, INVITED, chance.int(2, 3));
  if (chance.maybe(0.5)) add(ParticipantRole.PARTY_DELEGATE, LINKED, 1);
  if (chance.maybe(0.5)) add(ParticipantRole.CONGRESS_DEPUTY, LINKED, 1);
  if (chance.maybe(0.4)) add(ParticipantRole.DEPARTMENT, INVITED, 1, chance.pick([...scribe.stage.unitIds.keys()]));
  return hasAffected;
}

/** @returns whether any research was recorded. */
export function addResearch(scribe: Scribe, topicId: string, theme: Theme, day: Day): boolean {
  if (scribe.omits()) return false;
  const kinds = scribe.chance.some(Object.values(ResearchKind), scribe.chance.int(1, 2));
  for (const kind of kinds) {
    scribe.book.add(ResearchRecord, {
      ...scribe.record(day),
      topicId,
      kind,
      ...scribe.when('done', day),
      findings: theme.findings,
      householdsVisited: kind === ResearchKind.HOUSEHOLD_VISIT ? scribe.chance.int(8, 45) : null,
    });
  }
  return true;
}
