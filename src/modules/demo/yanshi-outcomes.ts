import { ImplementationPlan } from '../implementation/implementation.entity.js';
import { PlanKind } from '../implementation/implementation.enums.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from '../outcomes/outcome.entity.js';
import { DecisionResult, type OutcomeRoute, SuggestionResult } from '../outcomes/outcome.enums.js';
import { StreetKind } from '../places/place.enums.js';
import type { Day } from './calendar.js';
import { type Settled, tellItem } from './yanshi-items.js';
import type { RecordWriter } from './yanshi-record-writer.js';
import type { HeldSession } from './yanshi-sessions.js';
import type { Theme } from './yanshi-themes.js';

export interface Adopted {
  readonly suggestionId: string;
  readonly measure: string;
}

const { ADOPTED, PARTLY_ADOPTED, DECLINED, FOR_REFERENCE, EXPLAINED, ESCALATED } = SuggestionResult;

const REASONS: Readonly<Partial<Record<SuggestionResult, string>>> = {
  DECLINED: '现有条件下不能实施，已当面说明',
  EXPLAINED: '已有相应安排，向提出人解释说明',
  PARTLY_ADOPTED: '先采纳可以马上办的部分',
  FOR_REFERENCE: '留作下一年度计划参考',
  ESCALATED: '超出街道权限，已上报',
};
const WEIGHTS = { ADOPTED: 5, PARTLY_ADOPTED: 2, DECLINED: 0.8, FOR_REFERENCE: 1, EXPLAINED: 1 } as const;

/** What one round of one topic comes to: outcome, report, decision, answers and the plan, each where it is due. */
export class OutcomeTale {
  constructor(
    private readonly writer: RecordWriter,
    private readonly topicId: string,
    private readonly theme: Theme,
  ) {}

  reach(route: OutcomeRoute, day: Day): string {
    const row = this.writer.record(day);
    this.writer.rows.add(Outcome, {
      ...row,
      topicId: this.topicId,
      route,
      summary: `${this.theme.summary}与会各方就“${this.theme.suggestions[0]!}”等意见达成一致。`,
      ...this.writer.when('reached', day),
    });
    return row.id;
  }

  report(outcomeId: string, day: Day): string {
    const row = this.writer.record(day);
    const number =
      `演示报〔${day.slice(0, 4)}〕` +
      `${String(this.writer.room.serial).padStart(2, '0')}-${day.slice(5).replace('-', '')}号`;
    this.writer.rows.add(OutcomeReport, {
      ...row,
      topicId: this.topicId,
      outcomeId,
      number,
      ...this.writer.when('reported', day),
      request: `恳请研究“${this.theme.title}”有关意见建议。`,
    });
    return row.id;
  }

  giveBack(reportId: string, day: Day): void {
    this.writer.rows.add(OutcomeDecision, {
      ...this.writer.record(day),
      topicId: this.topicId,
      reportId,
      result: DecisionResult.RETURNED,
      body: this.body,
      metOn: null,
      documentNumber: null,
      reason: '资金来源和责任分工不明确，请补充协商后再报',
    });
  }

  decide(reportId: string, day: Day): string {
    const row = this.writer.record(day);
    this.writer.rows.add(OutcomeDecision, {
      ...row,
      topicId: this.topicId,
      reportId,
      result: DecisionResult.DECIDED,
      body: this.body,
      metOn: day,
      documentNumber: `演示纪要〔${day.slice(0, 4)}〕${day.slice(5).replace('-', '')}号`,
      reason: null,
    });
    return row.id;
  }

  private get body(): string {
    const { name, kind } = this.writer.room.street;
    return `${name}${kind === StreetKind.TOWN ? '党委' : '党工委'}`;
  }

  /** @param isPassedUp answers of a report that goes further up. @returns what is to be carried out. */
  answer(sessions: readonly HeldSession[], decisionId: string | null, isPassedUp: boolean, day: Day): Adopted[] {
    const { chance, rows } = this.writer;
    const adopted: Adopted[] = [];
    for (const { id, index } of sessions.flatMap((session) => session.suggestions)) {
      if (this.writer.omits() && adopted.length > 0) continue;
      const result = this.resultOf(isPassedUp && chance.maybe(0.5), adopted.length === 0);
      rows.add(SuggestionAnswer, {
        ...this.writer.record(day),
        topicId: this.topicId,
        suggestionId: id,
        decisionId,
        result,
        reason: REASONS[result] ?? null,
      });
      if (result === ADOPTED || result === PARTLY_ADOPTED)
        adopted.push({ suggestionId: id, measure: this.theme.measures[index % this.theme.measures.length]! });
    }
    return adopted;
  }

  /** Something is always adopted: a plan without an item would be none. */
  private resultOf(isPassedUp: boolean, isFirst: boolean): SuggestionResult {
    if (isFirst) return this.writer.chance.maybe(0.8) ? ADOPTED : PARTLY_ADOPTED;
    if (isPassedUp) return ESCALATED;
    return { ADOPTED, PARTLY_ADOPTED, DECLINED, FOR_REFERENCE, EXPLAINED }[this.writer.chance.weighted(WEIGHTS)];
  }

  /** @returns for each item whether and when the room was through with it. */
  carryOut(
    adopted: readonly Adopted[],
    decisionId: string | null,
    day: Day,
    days: number,
    goesWell: boolean,
  ): Settled[] {
    const { chance, rows, stage } = this.writer;
    const row = this.writer.record(day);
    const planKind = decisionId ? PlanKind.IMPLEMENTATION_PLAN : PlanKind.RESPONSIBILITY_LIST;
    rows.add(ImplementationPlan, {
      ...row,
      topicId: this.topicId,
      kind: planKind,
      title: `${this.theme.title}${decisionId ? '协商成果落实计划表' : '责任落实清单'}`,
      decisionId,
    });
    const unitId = stage.unitIds.get(this.theme.unit)!;
    const volunteers = stage.unitIds.get('演示志愿服务队')!;
    return adopted.map(({ suggestionId, measure }) =>
      tellItem(this.writer, {
        topicId: this.topicId,
        planId: row.id,
        planKind,
        suggestionId,
        measure,
        unitId,
        coUnitId: unitId !== volunteers && chance.maybe(0.3) ? volunteers : null,
        assigned: day,
        days: goesWell ? days : chance.int(4, 14) * 7,
        goesWell,
      }),
    );
  }
}
