import { Account, Grant } from './accounts/account.entity.js';
import { AuditEvent, IdempotencyKey } from './audit/audit.entity.js';
import { CityChange } from './comparison/counting/city-change.entity.js';
import { ComparisonSettings } from './comparison/settings/comparison-setting.entity.js';
import { RoomPeopleStat } from './comparison/counting/people-stat.entity.js';
import { RoomKeeping, RoomMonthStat, RoomSpanStat } from './comparison/counting/room-stat.entity.js';
import { Concern, ConcernContact } from './concerns/concern.entity.js';
import { Evaluation } from './evaluation/evaluation.entity.js';
import { Export } from './exports/export.entity.js';
import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemCoUnit,
  ItemVerification,
} from './implementation/implementation.entity.js';
import { Unit } from './implementation/unit.entity.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from './outcomes/outcome.entity.js';
import { Place } from './places/place.entity.js';
import { PlaceChange, PlaceFact, PlaceFactCorrection, PlaceHonour } from './places/place-records.entity.js';
import { Procedure, ProcedureStage } from './procedure/procedure.entity.js';
import { ResearchRecord } from './research/research.entity.js';
import { CarriedTotal, Convener, Room } from './rooms/room.entity.js';
import { Seal, SealedPlace, SealedValue } from './seals/seal.entity.js';
import { Attendance, AttendancePerson, Session, Suggestion } from './sessions/session.entity.js';
import { Participant, ParticipantPerson, TopicConcern, TopicStep } from './topics/topic-parts.entity.js';
import { Topic } from './topics/topic.entity.js';
import { RoomEvent } from './room-events/room-event.entity.js';
import { RoomRegister } from './rooms/room-register.entity.js';

/** Every table TypeORM knows. Sign-in names, tokens and attempts are not here on purpose: only functions reach them. */
export const entities = [
  Place,
  PlaceFact,
  PlaceFactCorrection,
  PlaceHonour,
  PlaceChange,
  Account,
  Grant,
  AuditEvent,
  IdempotencyKey,
  Procedure,
  ProcedureStage,
  Room,
  Convener,
  CarriedTotal,
  Concern,
  ConcernContact,
  Topic,
  TopicConcern,
  TopicStep,
  Participant,
  ParticipantPerson,
  ResearchRecord,
  Session,
  Attendance,
  AttendancePerson,
  Suggestion,
  Outcome,
  OutcomeReport,
  OutcomeDecision,
  SuggestionAnswer,
  Unit,
  ImplementationPlan,
  ImplementationItem,
  ItemCoUnit,
  ImplementationEvent,
  ItemVerification,
  Evaluation,
  Seal,
  SealedPlace,
  SealedValue,
  RoomKeeping,
  RoomMonthStat,
  RoomSpanStat,
  RoomPeopleStat,
  ComparisonSettings,
  CityChange,
  Export,
  RoomEvent,
  RoomRegister,
];
