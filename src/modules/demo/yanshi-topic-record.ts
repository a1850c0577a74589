import type { Interval } from '../../kernel/imprecise-date.js';
import { Concern, ConcernSource, TriageState } from '../concerns/concern.entity.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { StepKind, TopicState } from '../topics/topic.enums.js';
import { Topic } from '../topics/topic.entity.js';
import { TopicConcern, TopicStep } from '../topics/topic-parts.entity.js';
import { withPlainForm } from '../topics/topic-title.service.js';
import { type Day, addDays, later, monthStart } from './calendar.js';
import type { RecordedColumns } from './recorded.js';
import type { RecordWriter } from './yanshi-record-writer.js';
import type { Theme } from './yanshi-themes.js';

export const CONCERN_SOURCE_WEIGHTS = { RECEPTION_DAY: 5, HOTLINE: 3, VISIT: 2, QR_CODE: 2, OTHER: 0.5 } as const;

/** The topic's own rows: itself, the concerns behind it, and the steps the database keeps its stage from. */
export class TopicRecord {
  readonly id: string;
  round = 1;
  lastDay: Day;
  private stage: StageKind | null = null;
  private isClosed = false;
  private concerns = 0;
  private own: RecordedColumns | null = null;
  private proposed: Interval | null = null;

  constructor(
    private readonly writer: RecordWriter,
    private readonly theme: Theme,
  ) {
    this.lastDay = writer.room.from;
    // The id is needed by what is written before the row itself is finished.
    this.id = writer.chance.id(writer.at(writer.room.from));
  }

  propose(day: Day): void {
    this.own = { ...this.writer.record(day), id: this.id };
    this.proposed = this.writer.interval(day);
    for (const text of this.writer.chance.some(this.theme.concerns, this.writer.chance.int(1, 3)))
      this.takeUp(text, day);
    this.step(StepKind.PROPOSED, StageKind.TOPIC_SELECTION, day);
  }

  private takeUp(text: string, proposed: Day): void {
    const { rows, chance, room } = this.writer;
    const received = later(addDays(proposed, -chance.int(1, 20)), room.from);
    const row = this.writer.record(received);
    rows.add(Concern, {
      ...row,
      roomId: room.roomId,
      text,
      source: ConcernSource[chance.weighted(CONCERN_SOURCE_WEIGHTS)],
      ...this.writer.when('received', received),
      state: TriageState.TAKEN_UP,
      triageReason: null,
      transferredTo: null,
      mergedIntoId: null,
    });
    rows.add(TopicConcern, {
      ...room.spot,
      id: chance.id(this.writer.at(proposed)),
      topicId: this.id,
      concernId: row.id,
    });
    this.concerns += 1;
  }

  approve(day: Day): void {
    this.step(StepKind.APPROVED, StageKind.TOPIC_SELECTION, day);
  }
  advance(to: StageKind, day: Day, missing: readonly string[]): void {
    this.step(StepKind.ADVANCED, to, day, null, missing);
  }
  stepBack(to: StageKind, day: Day, reason: string): void {
    this.step(StepKind.STEPPED_BACK, to, day, reason);
  }

  close(day: Day, missing: readonly string[]): void {
    this.isClosed = true;
    this.step(StepKind.CLOSED, this.stage!, day, null, missing);
  }

  reopen(to: StageKind, day: Day, reason: string): void {
    this.isClosed = false;
    this.step(StepKind.REOPENED, to, day, reason);
    this.round += 1;
  }

  private step(
    kind: StepKind,
    toStage: StageKind,
    day: Day,
    reason: string | null = null,
    missing: readonly string[] = [],
  ): void {
    const { recordedAt, id, onBehalfOf, paperReference } = this.writer.record(day);
    const { recorder, spot } = this.writer.room;
    this.writer.rows.add(TopicStep, {
      ...spot,
      id,
      topicId: this.id,
      kind,
      fromStage: this.stage,
      toStage,
      ...this.writer.when('happened', day),
      reason,
      missing: [...missing],
      accountId: recorder.accountId,
      actor: recorder.name,
      role: recorder.role,
      onBehalfOf,
      paperReference,
      recordedAt,
    });
    this.stage = toStage;
    this.lastDay = later(this.lastDay, day);
  }

  /**
   * Writes the row as it was proposed: the steps lead it on from there.
   * @returns how many concerns it took up; 0 when it has not come up yet.
   */
  finish(): number {
    if (!this.own || !this.proposed) return 0;
    const { chance, rows, room, stage } = this.writer;
    const isPublished = this.isClosed && chance.maybe(0.75);
    rows.add(Topic, {
      ...this.own,
      roomId: room.roomId,
      procedureId: stage.procedureId,
      ...withPlainForm(this.theme.title),
      summary: this.theme.summary,
      track: this.theme.track,
      state: TopicState.PROPOSED,
      stage: StageKind.TOPIC_SELECTION,
      round: 1,
      proposedFrom: this.proposed.from,
      proposedTo: this.proposed.to,
      proposedPrecision: this.proposed.precision,
      closedFrom: null,
      closedTo: null,
      closedPrecision: null,
      plannedMonth: chance.maybe(0.6) ? monthStart(this.proposed.from) : null,
      noAffectedPartyReason: null,
      publishedAt: isPublished ? new Date(this.writer.lastAt.getTime() + 3_600_000) : null,
    });
    return this.concerns;
  }
}
