import { describedEnum } from '../../kernel/described-enum.js';

export enum ExportKind {
  COMPARISON = 'COMPARISON', STREETS = 'STREETS', TREND = 'TREND', CONCERNS = 'CONCERNS', TOPICS = 'TOPICS', SESSIONS = 'SESSIONS', ATTENDANCE = 'ATTENDANCE', SUGGESTIONS = 'SUGGESTIONS',
  OUTCOMES = 'OUTCOMES', IMPLEMENTATION_ITEMS = 'IMPLEMENTATION_ITEMS', EVALUATIONS = 'EVALUATIONS', ATTENDEES = 'ATTENDEES',
}
describedEnum(ExportKind, 'ExportKind', 'What is exported.', {
  COMPARISON: 'Rooms side by side, as compareRooms answers: a row a room 协商议事室对比.',
  STREETS: 'Streets side by side, as compareStreets answers: a row a street 街道（镇）对比.',
  TREND: 'A place step by step, as trend answers: a row a step 趋势.',
  CONCERNS: 'Concerns, by the day they were received 群众反映.',
  TOPICS: 'Topics, by the day they were proposed 议题.',
  SESSIONS: 'Sessions, by the day they were held 协商议事会.',
  ATTENDANCE: 'Headcounts by session and role, by the day of the session 参加人次.',
  SUGGESTIONS: 'Suggestions with the latest answer, by the day of the session 意见建议.',
  OUTCOMES: 'Outcomes, by the day they were reached 协商成果.',
  IMPLEMENTATION_ITEMS: 'Items of plans and lists, by the day they are due 落实事项.',
  EVALUATIONS: 'Evaluations, by the day they were done 评估.',
  ATTENDEES: 'Names of those who came; personal data, for the own room\'s convener and clerk alone 参会人员姓名.',
});

export enum ExportFormat { CSV = 'CSV', XLSX = 'XLSX', JSONL = 'JSONL' }
describedEnum(ExportFormat, 'ExportFormat', 'The form of the file.', {
  CSV: 'Comma-separated, UTF-8 with a byte order mark, Chinese headers; the cover is a second file.',
  XLSX: 'A workbook of two sheets, cover and data, Chinese headers; up to 50,000 rows.',
  JSONL: 'JSON Lines: a typed object a line, English keys; the cover is a second file.',
});

export enum ExportState { QUEUED = 'QUEUED', RUNNING = 'RUNNING', DONE = 'DONE', FAILED = 'FAILED', EXPIRED = 'EXPIRED' }
describedEnum(ExportState, 'ExportState', 'Where an export stands.', {
  QUEUED: 'Waits for its turn 排队中.', RUNNING: 'Is being written 导出中.', DONE: 'The file is ready 已完成.', FAILED: 'Could not be written; ask again 失败.', EXPIRED: 'The file is deleted and the link is dead 已过期.',
});

export enum ExportFailure { RIGHTS_LOST = 'RIGHTS_LOST', TOO_MANY_ROWS = 'TOO_MANY_ROWS', INTERRUPTED = 'INTERRUPTED', INTERNAL = 'INTERNAL' }
describedEnum(ExportFailure, 'ExportFailure', 'Why an export failed.', {
  RIGHTS_LOST: 'The grant it was asked for under is no longer valid, or no longer covers the place.',
  TOO_MANY_ROWS: 'More rows came in the meantime than a workbook may hold: take CSV or JSONL.',
  INTERRUPTED: 'The server was stopped while writing it, several times over.',
  INTERNAL: 'Something went wrong inside the server; the log says where, by the export\'s id.',
});
