import { Evaluation, EvaluatorKind, SatisfactionLevel } from '../evaluation/evaluation.entity.js';
import { OutcomeRoute } from '../outcomes/outcome.enums.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { answersOf } from './yanshi-answers.js';
import { type Day, addDays, daysBetween, later } from './calendar.js';
import { type Adopted, OutcomeTale } from './yanshi-outcomes.js';
import { addParticipants, addResearch } from './yanshi-preparation.js';
import type { RecordWriter } from './yanshi-record-writer.js';
import { type HeldSession, callOffSession, holdSession, scheduleSession } from './yanshi-sessions.js';
import { TopicRecord } from './yanshi-topic-record.js';
import type { Theme } from './yanshi-themes.js';

const ROUTES: Readonly<Record<OutcomeRoute, number>> = {
  SOLVED_ON_SPOT: 1.5,
  COMMUNITY_LIST: 4,
  STREET_DECISION: 3.5,
  ESCALATED: 1,
};

/**
 * Days of the next thing to happen. The reader of the tale stops where the record ends, and nothing later has happened.
 */
type Days = Generator<Day, void, void>;

interface Round {
  readonly sessions: readonly Day[];
  readonly next: Day | null;
}

export interface TopicPlan {
  readonly proposed: Day;
  /** Days of its sessions, by round. */
  readonly rounds: readonly (readonly Day[])[];
}

/** Days from the proposal to the first session: never fewer than the steps before it take. */
export const LEAD_DAYS = { least: 30, most: 44 } as const;

/** One topic from proposal to closing, over the sessions it is given, in one round or in two. */
export class TopicTale {
  private readonly topic: TopicRecord;
  private readonly outcomes: OutcomeTale;
  private hasAffected = false;
  private ordinal = 0;
  private sessions = 0;
  private held: HeldSession[] = [];

  constructor(
    private readonly writer: RecordWriter,
    private readonly theme: Theme,
    private readonly plan: TopicPlan,
  ) {
    this.topic = new TopicRecord(writer, theme);
    this.outcomes = new OutcomeTale(writer, this.topic.id, theme);
  }

  /** @returns how many concerns the topic took up, and how many sessions it had, as far as has been entered. */
  write(): { readonly concerns: number; readonly sessions: number } {
    for (const day of this.tell()) if (!this.writer.knows(day)) break;
    return { concerns: this.topic.finish(), sessions: this.sessions };
  }

  private *tell(): Days {
    const { proposed, rounds } = this.plan;
    yield* this.prepare(proposed);
    for (const [index, sessions] of rounds.entries()) {
      const round = { sessions, next: rounds[index + 1]?.[0] ?? null };
      yield* this.deliberate(round);
      yield* this.conclude(round);
    }
  }

  private *prepare(proposed: Day): Days {
    const { chance } = this.writer;
    yield proposed;
    this.topic.propose(proposed);
    const approved = addDays(proposed, chance.int(2, 6));
    yield approved;
    this.topic.approve(approved);
    const named = addDays(approved, chance.int(2, 4));
    yield named;
    this.topic.advance(StageKind.PARTICIPANT_DESIGNATION, named, []);
    this.hasAffected = addParticipants(this.writer, this.topic.id, named);
    const research = addDays(named, chance.int(2, 9));
    yield research;
    this.topic.advance(StageKind.RESEARCH, research, this.hasAffected ? [] : ['NO_AFFECTED_PARTY']);
    const found = addDays(research, chance.int(1, 6));
    yield found;
    const hasResearch = addResearch(this.writer, this.topic.id, this.theme, found);
    const ready = addDays(found, chance.int(1, 3));
    yield ready;
    this.topic.advance(StageKind.DELIBERATION, ready, hasResearch ? [] : ['NO_RESEARCH_RECORD']);
  }

  private *deliberate({ sessions }: Round): Days {
    this.held = [];
    for (const day of sessions) {
      const isAhead = day > this.writer.stage.until;
      if (isAhead && !this.writer.fromPaper)
        scheduleSession(this.writer, this.slot(), this.theme, day, this.topic.lastDay);
      yield day;
      if (this.writer.chance.maybe(0.05))
        callOffSession(this.writer, this.slot(), this.theme, later(addDays(day, -5), this.topic.lastDay));
      this.sessions += 1;
      this.held.push(holdSession(this.writer, this.slot(), this.theme, day, this.hasAffected));
    }
  }

  private slot() {
    this.ordinal += 1;
    return { topicId: this.topic.id, round: this.topic.round, ordinal: this.ordinal };
  }

  /**
   * Everything after the last session. A round followed by another is fitted into the time there is, and ends badly:
   * that is why it is opened again.
   */
  private *conclude({ sessions, next }: Round): Days {
    const last = sessions.at(-1)!;
    const pace = next ? Math.min(1, daysBetween(last, next) / 150) : 1;
    const on = (days: number): Day => addDays(last, Math.max(1, days * pace));
    yield on(2);
    const route = next ? OutcomeRoute.COMMUNITY_LIST : OutcomeRoute[this.writer.chance.weighted(ROUTES)];
    const outcomeId = this.outcomes.reach(route, on(2));
    this.topic.advance(
      StageKind.OUTCOME_REPORTING,
      on(2),
      this.held.some((session) => session.hasMinutes) ? [] : ['SESSION_WITHOUT_RECORD'],
    );
    if (route === OutcomeRoute.SOLVED_ON_SPOT) {
      yield on(6);
      this.outcomes.answer(this.held, null, false, on(6));
      this.topic.advance(StageKind.EVALUATION, on(6), []);
      return yield* this.evaluate(on(6), on, null);
    }
    if (route === OutcomeRoute.COMMUNITY_LIST) {
      yield on(6);
      return yield* this.carryOut(this.outcomes.answer(this.held, null, false, on(6)), null, on(6), on, next);
    }
    yield* this.goUp(outcomeId, route === OutcomeRoute.ESCALATED, on);
  }

  /**
   * Reported to the street, perhaps sent back once, decided. Careless rooms wait for an answer that nobody has
   * recorded.
   */
  private *goUp(outcomeId: string, isPassedUp: boolean, on: (days: number) => Day): Days {
    yield on(6);
    let reportId = this.outcomes.report(outcomeId, on(6));
    let decided = on(this.writer.chance.int(16, 34));
    if (this.writer.chance.maybe(0.25)) {
      yield on(14);
      this.outcomes.giveBack(reportId, on(14));
      this.topic.stepBack(StageKind.DELIBERATION, on(14), '报告被退回：补充责任分工和资金来源后再报');
      yield on(24);
      this.topic.advance(StageKind.OUTCOME_REPORTING, on(24), []);
      reportId = this.outcomes.report(outcomeId, on(24));
      decided = on(40);
    }
    if (this.writer.omits() && this.writer.chance.maybe(0.4)) return;
    yield decided;
    const decisionId = this.outcomes.decide(reportId, decided);
    yield* this.carryOut(
      this.outcomes.answer(this.held, decisionId, isPassedUp, decided),
      decisionId,
      addDays(decided, 3),
      on,
      null,
    );
  }

  private *carryOut(
    adopted: readonly Adopted[],
    decisionId: string | null,
    day: Day,
    on: (days: number) => Day,
    next: Day | null,
  ): Days {
    yield day;
    this.topic.advance(StageKind.IMPLEMENTATION, day, []);
    const settled = this.outcomes.carryOut(
      adopted,
      decisionId,
      day,
      Math.max(3, daysBetween(day, on(88))),
      next !== null,
    );
    const isSettled = settled.every(({ on }) => on !== null);
    // Some rooms go on to the evaluation although something still lies there: the gate reminds, and what is missing
    // stays visible.
    if (!isSettled && !this.writer.omits()) return;
    const evaluation = isSettled
      ? addDays(
          settled.reduce<Day>((latest, { on }) => later(latest, on!), day),
          1,
        )
      : addDays(day, 150);
    yield evaluation;
    this.topic.advance(
      StageKind.EVALUATION,
      evaluation,
      settled.every(({ isProven }) => isProven) ? [] : ['ITEMS_NOT_VERIFIED'],
    );
    yield* this.evaluate(evaluation, on, next);
  }

  private *evaluate(since: Day, on: (days: number) => Day, next: Day | null): Days {
    const { chance, room } = this.writer;
    const day = next ? later(on(105), since) : addDays(since, chance.int(6, 25));
    yield day;
    const isOmitted = !next && this.writer.omits();
    // Nobody evaluates, and nobody closes it either.
    if (isOmitted && chance.maybe(0.4)) return;
    if (!isOmitted) {
      this.addEvaluation(
        EvaluatorKind.PUBLIC,
        next ? SatisfactionLevel.NOT_SATISFIED : SatisfactionLevel[chance.weighted(room.habits.satisfaction)],
        day,
      );
      const second = chance.pick([null, null, EvaluatorKind.COMMITTEE, EvaluatorKind.PROPOSER, EvaluatorKind.HANDLER]);
      if (second) this.addEvaluation(second, SatisfactionLevel[chance.weighted(room.habits.satisfaction)], day);
    }
    const closed = next ? later(on(112), day) : addDays(day, chance.int(2, 8));
    yield closed;
    this.topic.close(closed, isOmitted ? ['NOT_EVALUATED'] : []);
    if (!next) return;
    yield later(on(125), closed);
    this.topic.reopen(StageKind.DELIBERATION, later(on(125), closed), '群众评价不满意，问题反复，重新协商');
  }

  private addEvaluation(evaluator: EvaluatorKind, satisfaction: SatisfactionLevel, day: Day): void {
    const respondents = evaluator === EvaluatorKind.PUBLIC ? this.writer.chance.int(20, 120) : null;
    const comment = satisfaction === SatisfactionLevel.NOT_SATISFIED ? '效果未能保持，建议继续协商' : null;
    this.writer.rows.add(Evaluation, {
      ...this.writer.record(day),
      topicId: this.topic.id,
      evaluator,
      satisfaction,
      respondents,
      ...(respondents !== null && respondents % 2 === 0 ? answersOf(respondents, satisfaction) : {}),
      ...this.writer.when('done', day),
      comment,
    });
  }
}
