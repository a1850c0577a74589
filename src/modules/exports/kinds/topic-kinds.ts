import { Evaluation } from '../../evaluation/evaluation.entity.js';
import { ResearchRecord } from '../../research/research.entity.js';
import { isOverdue, stageDueOn } from '../../topics/topic-deadline.service.js';
import { missingEvidence } from '../../topics/topic-missing.service.js';
import { Participant, TopicStep } from '../../topics/topic-parts.entity.js';
import { Topic } from '../../topics/topic.entity.js';
import {
  evaluationsSheet,
  participantsSheet,
  researchRecordsSheet,
  topicStepsSheet,
  topicsSheet,
} from '../messages/topic-sheets.js';
import { commonWords, topicWords } from '../messages/record-words.js';
import { wordsOf } from '../export-row.js';
import { ROOM, TOPIC, coded, column, dates, day, idColumn, moment, showing, worked } from '../record-columns.js';
import { recordExport } from '../record-source.js';

/** What a topic lacks: the stage, and what it lacks there. */
const evidenceWords = (stageAndCode: string): string => {
  const [stage = '', code = ''] = stageAndCode.split(' ');
  return topicsSheet.lacking(wordsOf(commonWords.stage)(stage), wordsOf(topicWords.evidence)(code));
};

export const topics = recordExport(Topic, topicsSheet.sheet, {
  under: [ROOM],
  columns: [
    column('title', topicsSheet.title),
    column('summary', topicsSheet.summary),
    coded('track', topicsSheet.track, topicWords.track),
    coded('state', topicsSheet.state, topicWords.state),
    coded('stage', topicsSheet.stage, commonWords.stage),
    column(
      'stageTitle',
      topicsSheet.stageTitle,
      '(SELECT g.title FROM procedure_stage g WHERE g.city_id = t.city_id AND g.procedure_id = ' +
        't.procedure_id AND g.kind = t.stage)',
    ),
    { ...worked<Topic>('stageDueOn', topicsSheet.stageDueOn, stageDueOn), as: 'DAY' },
    worked<Topic>('isOverdue', topicsSheet.isOverdue, (ctx, topic) => isOverdue(ctx, topic)),
    {
      ...worked<Topic>('missingEvidence', topicsSheet.missingEvidence, async (ctx, topic) =>
        (await missingEvidence(ctx, topic)).map(({ stage, code }) => `${stage} ${code}`),
      ),
      words: evidenceWords,
    },
    column(
      'breadth',
      topicsSheet.breadth,
      '(SELECT count(DISTINCT a.role)::int FROM participant a WHERE a.city_id = t.city_id AND a.topic_id = t.id)',
    ),
    idColumn(
      'concernIds',
      topicsSheet.concernIds,
      'Concern',
      'ARRAY(SELECT c.concern_id FROM topic_concern c WHERE c.city_id = t.city_id AND c.topic_id = t.id ' +
        'ORDER BY c.concern_id)',
      'concerns',
    ),
    column('round', topicsSheet.round),
    dates('proposed', topicsSheet.proposed),
    dates('closed', topicsSheet.closed),
    day('plannedMonth', topicsSheet.plannedMonth),
    column('noAffectedPartyReason', topicsSheet.noAffectedPartyReason),
    moment('publishedAt', topicsSheet.publishedAt),
    idColumn('procedureId', topicsSheet.procedureId, 'Procedure', 't.procedure_id', 'procedure'),
  ],
  days: 'proposed',
  summary: [
    'roomName',
    'title',
    'track',
    'state',
    'stage',
    'stageDueOn',
    'isOverdue',
    'missingEvidence',
    'breadth',
    'proposed',
    'closed',
  ],
});

export const topicSteps = recordExport(TopicStep, topicStepsSheet.sheet, {
  under: [TOPIC],
  columns: [
    coded('kind', topicStepsSheet.kind, topicWords.step),
    coded('fromStage', topicStepsSheet.fromStage, commonWords.stage),
    coded('toStage', topicStepsSheet.toStage, commonWords.stage),
    dates('happened', topicStepsSheet.happened),
    column('reason', topicStepsSheet.reason),
    coded('missing', topicStepsSheet.missing, topicWords.evidence),
    column('actor', topicStepsSheet.actor),
    coded('role', topicStepsSheet.role, commonWords.grantRole),
    column('onBehalfOf', topicStepsSheet.onBehalfOf),
    column('paperReference', topicStepsSheet.paperReference),
    moment('recordedAt', topicStepsSheet.recordedAt),
  ],
  days: 'happened',
  summary: [
    'topicTitle',
    'kind',
    'fromStage',
    'toStage',
    'happened',
    'reason',
    'missing',
    'actor',
    'role',
    'onBehalfOf',
  ],
});

export const participants = recordExport(Participant, participantsSheet.sheet, {
  under: [TOPIC],
  columns: [
    coded('role', participantsSheet.role, commonWords.participantRole),
    coded('basis', participantsSheet.basis, topicWords.basis),
    column('headcount', participantsSheet.headcount),
    column('organisation', participantsSheet.organisation),
  ],
  days: ['o.proposed_from', 'o.proposed_to'],
  sums: ['headcount'],
});

export const researchRecords = recordExport(ResearchRecord, researchRecordsSheet.sheet, {
  under: [TOPIC],
  columns: [
    coded('kind', researchRecordsSheet.kind, topicWords.research),
    dates('done', researchRecordsSheet.done),
    column('findings', researchRecordsSheet.findings),
    column('householdsVisited', researchRecordsSheet.householdsVisited),
  ],
  days: 'done',
  sums: ['householdsVisited'],
});

/** Sheets by what they say; they add up. */
const COUNTED = ['valid', 'satisfied', 'basicallySatisfied', 'notSatisfied', 'doNotKnow'];

export const evaluations = recordExport(Evaluation, evaluationsSheet.sheet, {
  under: [TOPIC],
  columns: [
    dates('done', evaluationsSheet.done),
    coded('evaluator', evaluationsSheet.evaluator, topicWords.evaluator),
    coded('satisfaction', evaluationsSheet.satisfaction, topicWords.satisfaction),
    column('respondents', evaluationsSheet.respondents),
    ...showing(
      'answers',
      column('issued', evaluationsSheet.issued),
      column('collected', evaluationsSheet.collected),
      column('valid', evaluationsSheet.valid),
      column('satisfied', evaluationsSheet.satisfied),
      column('basicallySatisfied', evaluationsSheet.basicallySatisfied),
      column('notSatisfied', evaluationsSheet.notSatisfied),
      column('doNotKnow', evaluationsSheet.doNotKnow),
    ),
    column('comment', evaluationsSheet.comment),
  ],
  days: 'done',
  summary: ['topicTitle', 'done', 'evaluator', 'satisfaction', 'issued', 'collected', ...COUNTED],
  sums: ['issued', 'collected', ...COUNTED],
});
