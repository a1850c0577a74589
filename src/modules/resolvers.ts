import { AccountMutations } from './accounts/account-mutations.resolver.js';
import { AccountResolver, GrantResolver } from './accounts/account.resolver.js';
import { CityAccountsResolver, ServiceTokenResolver } from './accounts/city-accounts.resolver.js';
import { SignInResolver } from './accounts/sign-in.resolver.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { ConcernMutations } from './concerns/concern-mutations.resolver.js';
import { ConcernResolver, RoomConcernResolver } from './concerns/concern.resolver.js';
import { PeerStandingResolver, RoomAmongPeersResolver } from './comparison/answers/peers/among-peers.resolver.js';
import { FunnelPointResolver, FunnelResolver } from './comparison/answers/peers/funnel.resolver.js';
import { ComparisonSettingsResolver } from './comparison/settings/settings.resolver.js';
import { RelativePositionResolver, PeerGroupResolver } from './comparison/answers/value/relative-position.resolver.js';
import {
  ComparedRoomResolver,
  ComparisonResolver,
  MetricResolver,
  MetricVersionResolver,
  PeriodResolver,
} from './comparison/answers/rooms/comparison.resolver.js';
import {
  ExplainResolver,
  ExplainedRecordResolver,
  ExplainedRoomResolver,
  PlaceExplanationResolver,
} from './comparison/answers/explain/explain.resolver.js';
import {
  ComparedStreetResolver,
  PlaceNumbersResolver,
  PlaceSummaryResolver,
  StreetComparisonResolver,
  TrendPointResolver,
  TrendResolver,
} from './comparison/answers/places/place-numbers.resolver.js';
import {
  MetricPartResolver,
  MetricValueResolver,
  RoomComparisonResolver,
} from './comparison/answers/value/value.resolver.js';
import { EvaluationResolver, TopicEvaluationResolver } from './evaluation/evaluation.resolver.js';
import { ExportResolver } from './exports/export.resolver.js';
import { ImplementationMutations } from './implementation/implementation-mutations.resolver.js';
import {
  PlaceImplementationResolver,
  SuggestionImplementationResolver,
  TopicImplementationResolver,
} from './implementation/implementation-extensions.resolver.js';
import {
  ImplementationEventResolver,
  ImplementationItemResolver,
  ImplementationPlanResolver,
  ItemVerificationResolver,
} from './implementation/implementation.resolver.js';
import {
  IntegrityResolver,
  IntegritySignalRecordResolver,
  IntegritySignalResolver,
} from './integrity/integrity.resolver.js';
import { PrivateNumbersResolver } from './integrity/private-numbers.resolver.js';
import { NodeResolver } from './node.resolver.js';
import {
  PlaceOutcomeResolver,
  SuggestionOutcomeResolver,
  TopicOutcomeResolver,
} from './outcomes/outcome-extensions.resolver.js';
import { OutcomeMutations } from './outcomes/outcome-mutations.resolver.js';
import {
  OutcomeDecisionResolver,
  OutcomeReportResolver,
  OutcomeResolver,
  SuggestionAnswerResolver,
} from './outcomes/outcome.resolver.js';
import { PlaceChangeResolver, PlaceFactResolver, PlaceMutations } from './places/place-mutations.resolver.js';
import { PlaceResolver } from './places/place.resolver.js';
import { CityProcedureResolver, PlaceProcedureResolver, ProcedureResolver } from './procedure/procedure.resolver.js';
import { RoomMutations } from './rooms/room-mutations.resolver.js';
import { PlaceRoomResolver, RoomResolver } from './rooms/room.resolver.js';
import { ResearchResolver, TopicResearchResolver } from './research/research.resolver.js';
import { PlaceSealResolver, SealResolver, SealRevisionResolver } from './seals/seal.resolver.js';
import { RoomSessionResolver, SuggestionResolver, TopicSessionResolver } from './sessions/session-lists.resolver.js';
import { SessionMutations } from './sessions/session-mutations.resolver.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { MissingEvidenceResolver } from './topics/missing-evidence.resolver.js';
import { TopicMutations } from './topics/topic-mutations.resolver.js';
import {
  ConcernTopicResolver,
  ParticipantResolver,
  RoomTopicResolver,
  TopicStepResolver,
} from './topics/topic-parts.resolver.js';
import { TopicRightsResolver } from './topics/topic-rights.resolver.js';
import { TopicResolver } from './topics/topic.resolver.js';
import { BrokenLinkResolver, TopicTraceResolver } from './trace/trace.resolver.js';
import { RoomEventResolver, RoomRoomEventResolver } from './room-events/room-event.resolver.js';
import { RoomRegisterResolver, RoomRoomRegisterResolver } from './rooms/room-register.resolver.js';

/** Every resolver class of the schema. */
export const resolvers = [
  NodeResolver,
  PlaceResolver,
  PlaceChangeResolver,
  PlaceFactResolver,
  PlaceMutations,
  AccountResolver,
  GrantResolver,
  SignInResolver,
  AccountMutations,
  CityAccountsResolver,
  ServiceTokenResolver,
  AuditResolver,
  RoomResolver,
  PlaceRoomResolver,
  RoomMutations,
  ConcernResolver,
  RoomConcernResolver,
  ConcernMutations,
  ProcedureResolver,
  PlaceProcedureResolver,
  CityProcedureResolver,
  TopicResolver,
  TopicRightsResolver,
  RoomTopicResolver,
  ConcernTopicResolver,
  TopicStepResolver,
  ParticipantResolver,
  MissingEvidenceResolver,
  TopicMutations,
  ResearchResolver,
  TopicResearchResolver,
  SessionResolver,
  SuggestionResolver,
  RoomSessionResolver,
  TopicSessionResolver,
  SessionMutations,
  OutcomeResolver,
  OutcomeReportResolver,
  OutcomeDecisionResolver,
  SuggestionAnswerResolver,
  TopicOutcomeResolver,
  SuggestionOutcomeResolver,
  PlaceOutcomeResolver,
  OutcomeMutations,
  ImplementationPlanResolver,
  ImplementationItemResolver,
  ImplementationEventResolver,
  ItemVerificationResolver,
  TopicImplementationResolver,
  SuggestionImplementationResolver,
  PlaceImplementationResolver,
  ImplementationMutations,
  EvaluationResolver,
  TopicEvaluationResolver,
  TopicTraceResolver,
  BrokenLinkResolver,
  ComparisonResolver,
  ComparedRoomResolver,
  MetricResolver,
  MetricVersionResolver,
  PeriodResolver,
  RoomComparisonResolver,
  MetricValueResolver,
  MetricPartResolver,
  TrendResolver,
  TrendPointResolver,
  PlaceSummaryResolver,
  PlaceNumbersResolver,
  StreetComparisonResolver,
  ComparedStreetResolver,
  ExplainResolver,
  PlaceExplanationResolver,
  ExplainedRoomResolver,
  ExplainedRecordResolver,
  IntegrityResolver,
  IntegritySignalResolver,
  IntegritySignalRecordResolver,
  PrivateNumbersResolver,
  ComparisonSettingsResolver,
  RelativePositionResolver,
  PeerGroupResolver,
  FunnelResolver,
  FunnelPointResolver,
  RoomAmongPeersResolver,
  PeerStandingResolver,
  SealResolver,
  SealRevisionResolver,
  PlaceSealResolver,
  ExportResolver,
  RoomEventResolver,
  RoomRoomEventResolver,
  RoomRegisterResolver,
  RoomRoomRegisterResolver,
];
