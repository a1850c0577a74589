import { type EntityClass, columnProperties, tableOf } from '../kernel/columns.js';
import type { NodeLoader } from '../kernel/journal.js';
import type { LoaderDefinition } from '../kernel/loader-definition.js';
import { byId } from '../kernel/loader.js';
import type { TableOfType } from '../kernel/relation.js';
import { AccountMutations } from './accounts/account-mutations.resolver.js';
import { AccountResolver, GrantResolver } from './accounts/account.resolver.js';
import { CityAccountsResolver, ServiceTokenResolver } from './accounts/city-accounts.resolver.js';
import { tokenById } from './accounts/service-token.loaders.js';
import { SignInResolver } from './accounts/sign-in.resolver.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { ConcernMutations } from './concerns/concern-mutations.resolver.js';
import { ConcernResolver, RoomConcernResolver } from './concerns/concern.resolver.js';
import { sealReaders } from './comparison/reading/as-of.port.js';
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
import { ExplainResolver, ExplainedRecordResolver } from './comparison/answers/explain/explain.resolver.js';
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
import { entities } from './entities.js';
import { evaluationGate } from './evaluation/evaluation-gate.service.js';
import { EvaluationResolver, TopicEvaluationResolver } from './evaluation/evaluation.resolver.js';
import { ExportResolver } from './exports/export.resolver.js';
import { ImplementationMutations } from './implementation/implementation-mutations.resolver.js';
import {
  PlaceImplementationResolver,
  SuggestionImplementationResolver,
  TopicImplementationResolver,
} from './implementation/implementation-extensions.resolver.js';
import { implementationGate } from './implementation/implementation-gate.service.js';
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
import { NodeResolver } from './node.resolver.js';
import {
  PlaceOutcomeResolver,
  SuggestionOutcomeResolver,
  TopicOutcomeResolver,
} from './outcomes/outcome-extensions.resolver.js';
import { outcomeGate } from './outcomes/outcome-gate.service.js';
import { OutcomeMutations } from './outcomes/outcome-mutations.resolver.js';
import {
  OutcomeDecisionResolver,
  OutcomeReportResolver,
  OutcomeResolver,
  SuggestionAnswerResolver,
} from './outcomes/outcome.resolver.js';
import { City, Community, District, Place, Street } from './places/place.entity.js';
import { PlaceLevel } from './places/place.enums.js';
import { PlaceChangeResolver, PlaceMutations } from './places/place-mutations.resolver.js';
import { PlaceResolver } from './places/place.resolver.js';
import { CityProcedureResolver, PlaceProcedureResolver, ProcedureResolver } from './procedure/procedure.resolver.js';
import { RoomMutations } from './rooms/room-mutations.resolver.js';
import { PlaceRoomResolver, RoomResolver } from './rooms/room.resolver.js';
import { researchGate } from './research/research-gate.service.js';
import { ResearchResolver, TopicResearchResolver } from './research/research.resolver.js';
import { sealReader } from './seals/seal-reader.service.js';
import { PlaceSealResolver, SealResolver, SealRevisionResolver } from './seals/seal.resolver.js';
import { sessionGate } from './sessions/session-gate.service.js';
import { RoomSessionResolver, SuggestionResolver, TopicSessionResolver } from './sessions/session-lists.resolver.js';
import { SessionMutations } from './sessions/session-mutations.resolver.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { fillPlainTitles } from './topics/plain-title-fill.service.js';
import { stageGates } from './topics/stage-gate.port.js';
import { MissingEvidenceResolver } from './topics/missing-evidence.resolver.js';
import { topicGates } from './topics/topic-gate.service.js';
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

export { entities };

/** What `migrate` fills after the migrations. */
export const fills = [fillPlainTitles];

export const resolvers = [
  NodeResolver,
  PlaceResolver,
  PlaceChangeResolver,
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
  ExplainedRecordResolver,
  IntegrityResolver,
  IntegritySignalResolver,
  IntegritySignalRecordResolver,
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
];

/** Reached only through the interface Place. */
export const orphanedTypes = [City, District, Street, Community];

const TYPE_OF_LEVEL: Readonly<Record<PlaceLevel, string>> = {
  CITY: 'City',
  DISTRICT: 'District',
  STREET: 'Street',
  COMMUNITY: 'Community',
};

/**
 * Rows read through `node` carry their type's name; the only other interface in the schema that is returned is Place.
 */
export const typeOf = (row: Record<string, unknown>): string | undefined =>
  (row['__typename'] as string | undefined) ?? TYPE_OF_LEVEL[row['level'] as PlaceLevel];

const entityByName = new Map(
  entities.filter((entity) => columnProperties(entity).includes('id')).map((entity) => [entity.name, entity]),
);

/** Types without a table of their own. */
const ownLoaders: Readonly<Record<string, LoaderDefinition<string, object | null>>> = { ServiceToken: tokenById };

/** Where the rows of a type lie: a type's name is its entity's name, but for the four levels of Place. */
export function tableOfType(type: string): TableOfType | null {
  const level = (Object.keys(TYPE_OF_LEVEL) as PlaceLevel[]).find((key) => TYPE_OF_LEVEL[key] === type);
  if (level) return { entity: Place, level };
  const entity = type === 'Place' ? undefined : entityByName.get(type);
  return entity ? { entity: entity as EntityClass } : null;
}

/** Any object by its type's name. */
export const loadNode: NodeLoader = async (ctx, type, id) => {
  if (Object.hasOwn(ownLoaders, type)) return ctx.load(ownLoaders[type]!, id);
  const table = tableOfType(type);
  const row = table && (await ctx.load(byId(table.entity), id));
  return row && (!table.level || (row as { level?: string }).level === table.level) ? row : null;
};

export const tableNames = (): string[] => entities.map(tableOf);

/** Fills the ports lower modules ask through: each evidence rule stands in the module that owns the evidence. */
export function providePorts(): void {
  stageGates.provide([...topicGates, researchGate, sessionGate, outcomeGate, implementationGate, evaluationGate]);
  sealReaders.provide([sealReader]);
}
