import { describedEnum } from '../../kernel/described-enum.js';
import {
  BURST_DAYS_LATER,
  BURST_LAST_DAYS,
  BURST_LEAST_SESSIONS,
  BURST_LEAST_SHARE,
  COPIED_LEAST_CHARACTERS,
  MOST_SESSIONS_A_DAY,
  TOP_MARKS_LEAST_EVALUATIONS,
} from './thresholds.js';

export enum IntegritySignalKind {
  BURST_BEFORE_END = 'BURST_BEFORE_END',
  COPIED_MINUTES = 'COPIED_MINUTES',
  ONLY_TOP_MARKS = 'ONLY_TOP_MARKS',
  IMPOSSIBLE_TIMING = 'IMPOSSIBLE_TIMING',
  TWIN_TOPICS = 'TWIN_TOPICS',
  REGISTER_GIVEN_UP = 'REGISTER_GIVEN_UP',
}
describedEnum(
  IntegritySignalKind,
  'IntegritySignalKind',
  'What is asked about. What was taken over or derived from a published source is never asked about, and a ' +
    'date known to the month or year only ' +
    'where every day it can mean would raise the question.',
  {
    BURST_BEFORE_END:
      `Entered all at once at the end 期末集中录入: of at least ${BURST_LEAST_SESSIONS} sessions held in the ` +
      `period, at least ${BURST_LEAST_SHARE * 100} % were entered on its last ${BURST_LAST_DAYS} days, ` +
      `each more than ${BURST_DAYS_LATER} days after it was held. A session set beforehand counts as ` +
      `entered on the day it was set. Fewer sessions make no share; two weeks are usual where paper ` +
      `comes first.`,
    COPIED_MINUTES:
      `Minutes that are alike 记录雷同: those of two or more sessions held in the period, in one room or in ` +
      `several of the rooms asked about, are the same word for word; white space, punctuation, digits, ` +
      `the numerals and the characters for year, month and day are left out, and at least ` +
      `${COPIED_LEAST_CHARACTERS} characters must remain, for shorter minutes are set phrases.`,
    ONLY_TOP_MARKS:
      `Only top marks 清一色满意: at least ${TOP_MARKS_LEAST_EVALUATIONS} evaluations in the period, each ` +
      `SATISFIED, and no other that may lie in it. Where nine of ten are satisfied anyway, ten in a row come ` +
      `by chance once in three times.`,
    IMPOSSIBLE_TIMING: 'Days that do not go together 时间不合常理; `timing` says which.',
    TWIN_TOPICS:
      'Open topics with the same title 议题同名: a topic proposed in the period and another one of the room, ' +
      'whenever proposed, are both open. Width, white space and characters nobody sees make no difference. ' +
      'A paper that names the title is recorded for the one entered first.',
    REGISTER_GIVEN_UP:
      'A register that was given up 停用台账: its last day is in the period, and the room did not begin it again on ' +
      'the next day. From then on its numbers are not recorded.',
  },
);

export enum ImpossibleTiming {
  HELD_BEFORE_PROPOSED = 'HELD_BEFORE_PROPOSED',
  VERIFIED_BEFORE_ASSIGNED = 'VERIFIED_BEFORE_ASSIGNED',
  DECIDED_BEFORE_REPORTED = 'DECIDED_BEFORE_REPORTED',
  MANY_ON_ONE_DAY = 'MANY_ON_ONE_DAY',
  DATED_AFTER_ENTRY = 'DATED_AFTER_ENTRY',
}
describedEnum(
  ImpossibleTiming,
  'ImpossibleTiming',
  'Which days do not go together. One thing is before another only when its last possible day is before the ' +
    "other's first.",
  {
    HELD_BEFORE_PROPOSED: 'A session held before its topic was proposed 先开会后提议题.',
    VERIFIED_BEFORE_ASSIGNED: 'An item verified before it was handed out 先核验后交办.',
    DECIDED_BEFORE_REPORTED: 'A decision made before the outcome was reported 先决定后报送.',
    MANY_ON_ONE_DAY:
      `More than ${MOST_SESSIONS_A_DAY} sessions of one room on one day, known to the day 一天多次会议. Each ` +
      `topic has a session of its own, so one evening can hold several.`,
    DATED_AFTER_ENTRY:
      'A session, an evaluation, research, a verification, a report, a decision, an event or the proposal of a ' +
      'topic dated later than the day it was entered or last changed 日期晚于录入; of what is dated from the ' +
      "period's first day on and was entered by its last.",
  },
);
