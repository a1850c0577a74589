import { Suggestion } from '../../sessions/session.entity.js';
import { JOIN_ROOM, JOIN_SESSION, JOIN_TOPIC, PLACE, RECORDED, ROOM, type RecordExport, TOPIC, column, idColumn, showing } from '../record-source.js';

const LATEST_ANSWER = ` LEFT JOIN LATERAL (SELECT w.result, w.reason FROM suggestion_answer w WHERE w.city_id = t.city_id AND w.suggestion_id = t.id ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1) w ON true`;

export const suggestions: RecordExport = {
  title: { zh: '意见建议', en: 'Suggestions' },
  entity: Suggestion,
  joins: JOIN_ROOM + JOIN_TOPIC + JOIN_SESSION + LATEST_ANSWER,
  columns: [
    idColumn('id', '编号', 'Suggestion'), ...PLACE, ...ROOM, ...TOPIC, idColumn('sessionId', '会议编号', 'Session', 't.session_id', 'session'),
    ...showing('session', column('heldFrom', '召开日期（起）', 's.held_from'), column('heldTo', '召开日期（止）', 's.held_to')),
    column('ordinal', '序号'), column('text', '意见建议'), column('proposedBy', '提出人身份'),
    ...showing('answer', column('answerResult', '最新答复', 'w.result'), column('answerReason', '答复说明', 'w.reason')), ...RECORDED,
  ],
  days: ['s.held_from', 's.held_to'],
};
