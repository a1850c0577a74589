import { Lang, type Message } from '../../kernel/message.js';
import { type Span, periodLabel } from '../comparison/period/period.service.js';
import { ImpossibleTiming, IntegritySignalKind } from './integrity.enums.js';
import { innocentReasons, signalQuestions } from './messages.js';
import type { SignalKind } from './signal-kinds.js';
import { BURST_DAYS_LATER, BURST_LAST_DAYS, COPIED_LEAST_CHARACTERS, MOST_SESSIONS_A_DAY } from './thresholds.js';

type Sort = Exclude<IntegritySignalKind, IntegritySignalKind.IMPOSSIBLE_TIMING> | ImpossibleTiming;
type Counted = Parameters<typeof signalQuestions.twinTopics>[0];

const QUESTIONS: Readonly<Record<Sort, (counted: Counted) => Message>> = {
  [IntegritySignalKind.BURST_BEFORE_END]: (counted) =>
    signalQuestions.burstBeforeEnd(counted, BURST_LAST_DAYS, BURST_DAYS_LATER),
  [IntegritySignalKind.COPIED_MINUTES]: (counted) => signalQuestions.copiedMinutes(counted, COPIED_LEAST_CHARACTERS),
  [IntegritySignalKind.ONLY_TOP_MARKS]: signalQuestions.onlyTopMarks,
  [IntegritySignalKind.TWIN_TOPICS]: (counted) =>
    counted.count === 1 ? signalQuestions.oneTwinTopic(counted) : signalQuestions.twinTopics(counted),
  [IntegritySignalKind.REGISTER_GIVEN_UP]: signalQuestions.registerGivenUp,
  [ImpossibleTiming.HELD_BEFORE_PROPOSED]: signalQuestions.heldBeforeProposed,
  [ImpossibleTiming.VERIFIED_BEFORE_ASSIGNED]: signalQuestions.verifiedBeforeAssigned,
  [ImpossibleTiming.DECIDED_BEFORE_REPORTED]: signalQuestions.decidedBeforeReported,
  [ImpossibleTiming.MANY_ON_ONE_DAY]: (counted) => signalQuestions.manyOnOneDay(counted, MOST_SESSIONS_A_DAY),
  [ImpossibleTiming.DATED_AFTER_ENTRY]: signalQuestions.datedAfterEntry,
};

const INNOCENT: Readonly<Record<Sort, readonly Message[]>> = {
  [IntegritySignalKind.BURST_BEFORE_END]: innocentReasons.burstBeforeEnd,
  [IntegritySignalKind.COPIED_MINUTES]: innocentReasons.copiedMinutes,
  [IntegritySignalKind.ONLY_TOP_MARKS]: innocentReasons.onlyTopMarks,
  [IntegritySignalKind.TWIN_TOPICS]: innocentReasons.twinTopics,
  [IntegritySignalKind.REGISTER_GIVEN_UP]: innocentReasons.registerGivenUp,
  [ImpossibleTiming.HELD_BEFORE_PROPOSED]: innocentReasons.heldBeforeProposed,
  [ImpossibleTiming.VERIFIED_BEFORE_ASSIGNED]: innocentReasons.verifiedBeforeAssigned,
  [ImpossibleTiming.DECIDED_BEFORE_REPORTED]: innocentReasons.decidedBeforeReported,
  [ImpossibleTiming.MANY_ON_ONE_DAY]: innocentReasons.manyOnOneDay,
  [ImpossibleTiming.DATED_AFTER_ENTRY]: innocentReasons.datedAfterEntry,
};

const sortOf = ({ kind, timing }: SignalKind): Sort => (timing ?? kind) as Sort;

export const questionOf = (
  signal: SignalKind & { readonly count: number; readonly of: number },
  period: Span,
): Message =>
  QUESTIONS[sortOf(signal)]({
    count: signal.count,
    of: signal.of,
    period: { zh: periodLabel(period, Lang.ZH_HANS), en: periodLabel(period, Lang.EN) },
  });

export const innocentOf = (signal: SignalKind): readonly Message[] => INNOCENT[sortOf(signal)];
