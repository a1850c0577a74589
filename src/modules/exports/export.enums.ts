import { describedEnum } from '../../kernel/described-enum.js';

export enum ExportKind {
  COMPARISON = 'COMPARISON',
  STREETS = 'STREETS',
  SUMMARY = 'SUMMARY',
  TREND = 'TREND',
  PLACES = 'PLACES',
  PLACE_FACTS = 'PLACE_FACTS',
  PLACE_HONOURS = 'PLACE_HONOURS',
  PLACE_CHANGES = 'PLACE_CHANGES',
  UNITS = 'UNITS',
  PROCEDURES = 'PROCEDURES',
  PROCEDURE_STAGES = 'PROCEDURE_STAGES',
  SEALS = 'SEALS',
  AUDIT_EVENTS = 'AUDIT_EVENTS',
  ROOMS = 'ROOMS',
  CONVENERS = 'CONVENERS',
  CARRIED_TOTALS = 'CARRIED_TOTALS',
  CONCERNS = 'CONCERNS',
  TOPICS = 'TOPICS',
  TOPIC_STEPS = 'TOPIC_STEPS',
  PARTICIPANTS = 'PARTICIPANTS',
  RESEARCH_RECORDS = 'RESEARCH_RECORDS',
  SESSIONS = 'SESSIONS',
  ATTENDANCE = 'ATTENDANCE',
  SUGGESTIONS = 'SUGGESTIONS',
  OUTCOMES = 'OUTCOMES',
  OUTCOME_REPORTS = 'OUTCOME_REPORTS',
  OUTCOME_DECISIONS = 'OUTCOME_DECISIONS',
  SUGGESTION_ANSWERS = 'SUGGESTION_ANSWERS',
  IMPLEMENTATION_PLANS = 'IMPLEMENTATION_PLANS',
  IMPLEMENTATION_ITEMS = 'IMPLEMENTATION_ITEMS',
  IMPLEMENTATION_EVENTS = 'IMPLEMENTATION_EVENTS',
  ITEM_VERIFICATIONS = 'ITEM_VERIFICATIONS',
  EVALUATIONS = 'EVALUATIONS',
  ROOM_EVENTS = 'ROOM_EVENTS',
  ROOM_REGISTERS = 'ROOM_REGISTERS',
  ATTENDEES = 'ATTENDEES',
}
describedEnum(ExportKind, 'ExportKind', 'What is exported.', {
  COMPARISON: 'Rooms side by side, as compareRooms answers: a row a room, and their total 协商议事室对比.',
  STREETS: 'Streets side by side, as compareStreets answers: a row a street, and their total 街道（镇）对比.',
  SUMMARY:
    'A place and what lies directly below it, as summary answers: a row a place below, and the place itself as ' +
    'their total 汇总.',
  TREND: 'A place step by step, as trend answers: a row a step 趋势.',
  PLACES: 'The register of places 区划名录.',
  PLACE_FACTS: 'Dated numbers about places, by their day 地方数据.',
  PLACE_HONOURS: 'Honours of places 荣誉称号.',
  PLACE_CHANGES: 'Renames, moves and mergers, by the day they took effect 区划变更.',
  UNITS: 'Responsible units of the city 责任单位.',
  PROCEDURES: "Versions of the city's procedure, by the day they came into force 协商程序.",
  PROCEDURE_STAGES: 'Stages of those procedures, with their gates and deadlines 程序阶段.',
  SEALS: 'What was sealed, with its hash, by the day of sealing 封存.',
  AUDIT_EVENTS: "Who did what, by the day; for the city's administrator and committee 操作记录.",
  ROOMS: 'Rooms, by the day they were enrolled 协商议事室.',
  CONVENERS: 'Conveners with their terms 召集人.',
  CARRIED_TOTALS: 'Totals carried forward whose period lies within the one asked for 建系统前累计数.',
  CONCERNS: 'Concerns, by the day they were received 群众反映.',
  TOPICS: 'Topics, by the day they were proposed 议题.',
  TOPIC_STEPS: 'Steps in the history of topics, by the day they were taken 办理过程.',
  PARTICIPANTS: 'Who should be at the table, as roles with headcounts, by the day the topic was proposed 协商主体.',
  RESEARCH_RECORDS: 'Research before deliberation, by the day it was done 商前调研.',
  SESSIONS: 'Sessions, by the day they were held 协商议事会.',
  ATTENDANCE: 'Headcounts by session and role, by the day of the session 参加人次.',
  SUGGESTIONS: 'Suggestions with the latest answer, by the day of the session 意见建议.',
  OUTCOMES: 'Outcomes, by the day they were reached 协商成果.',
  OUTCOME_REPORTS: 'Reports to the street, by the day of the report 成果报送.',
  OUTCOME_DECISIONS: 'What the deciding bodies did with reports, by the day of the meeting 研究决定.',
  SUGGESTION_ANSWERS: 'Answers to suggestions, by the day they were entered 意见答复.',
  IMPLEMENTATION_PLANS: 'Plans and lists, by the day they were entered 落实计划（清单）.',
  IMPLEMENTATION_ITEMS: 'Items of plans and lists, by the day they are due 落实事项.',
  IMPLEMENTATION_EVENTS: 'What happened to items, by the day it happened 落实进展.',
  ITEM_VERIFICATIONS: 'What rooms found when they went and looked, by the day 落实核验.',
  EVALUATIONS: 'Evaluations, by the day they were done 评估.',
  ROOM_EVENTS: 'Events about the work of rooms, by the day they were held 室务活动.',
  ROOM_REGISTERS: 'Registers of rooms: what is recorded one by one, and since when 台账.',
  ATTENDEES: "Names of those who came; personal data, for the own room's convener and clerk alone 参会人员姓名.",
});

export enum ExportFormat {
  CSV = 'CSV',
  XLSX = 'XLSX',
  JSONL = 'JSONL',
}
describedEnum(ExportFormat, 'ExportFormat', 'The form of the file.', {
  CSV: 'Comma-separated, UTF-8 with a byte order mark, Chinese headers and words; the cover is a second file.',
  XLSX:
    'A workbook: a sheet to print 汇总表, explanations 说明 and all columns 明细, with Chinese headers and words. ' +
    'Beyond 1,048,575 rows 明细 goes on in further sheets.',
  JSONL: 'JSON Lines: a typed object a line, English keys and codes; the cover is a second file.',
});

export enum ExportState {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
}
describedEnum(ExportState, 'ExportState', 'Where an export stands.', {
  QUEUED: 'Waits for its turn 排队中.',
  RUNNING: 'Is being written 导出中.',
  DONE: 'The file is ready 已完成.',
  FAILED: 'Could not be written; ask again 失败.',
  EXPIRED: 'The file is deleted and the link is dead 已过期.',
});

export enum ExportFailure {
  RIGHTS_LOST = 'RIGHTS_LOST',
  INTERRUPTED = 'INTERRUPTED',
  INTERNAL = 'INTERNAL',
}
describedEnum(ExportFailure, 'ExportFailure', 'Why an export failed.', {
  RIGHTS_LOST: 'The grant it was asked for under is no longer valid, or no longer covers the place.',
  INTERRUPTED: 'The server was stopped while writing it, several times over.',
  INTERNAL: "Something went wrong inside the server; the log says where, by the export's id.",
});
