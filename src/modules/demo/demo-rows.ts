import { type EntityClass, columnProperties, snakeCase, tableOf } from '../../kernel/columns.js';
import { Account, Grant } from '../accounts/account.entity.js';
import { Concern } from '../concerns/concern.entity.js';
import { Evaluation } from '../evaluation/evaluation.entity.js';
import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemCoUnit,
  ItemVerification,
} from '../implementation/implementation.entity.js';
import { Unit } from '../implementation/unit.entity.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from '../outcomes/outcome.entity.js';
import type { OwnerQuery } from '../places/owner-source.service.js';
import { Place } from '../places/place.entity.js';
import { PlaceFact, PlaceHonour } from '../places/place-records.entity.js';
import { Procedure, ProcedureStage } from '../procedure/procedure.entity.js';
import { ResearchRecord } from '../research/research.entity.js';
import { RoomEvent } from '../room-events/room-event.entity.js';
import { CarriedTotal, Convener, Room } from '../rooms/room.entity.js';
import { RoomRegister } from '../rooms/room-register.entity.js';
import { Attendance, Session, Suggestion } from '../sessions/session.entity.js';
import { Participant, TopicConcern, TopicStep } from '../topics/topic-parts.entity.js';
import { Topic } from '../topics/topic.entity.js';

/** A table comes after the tables it refers to. */
const ORDER: readonly EntityClass[] = [
  Place,
  PlaceFact,
  PlaceHonour,
  Account,
  Grant,
  Procedure,
  ProcedureStage,
  Unit,
  Room,
  RoomRegister,
  Convener,
  CarriedTotal,
  RoomEvent,
  Concern,
  Topic,
  TopicConcern,
  TopicStep,
  Participant,
  ResearchRecord,
  Session,
  Attendance,
  Suggestion,
  Outcome,
  OutcomeReport,
  OutcomeDecision,
  SuggestionAnswer,
  ImplementationPlan,
  ImplementationItem,
  ItemCoUnit,
  ImplementationEvent,
  ItemVerification,
  Evaluation,
];

interface Batch {
  readonly entity: EntityClass;
  readonly turn: number;
  readonly rows: Record<string, unknown>[];
}

/** Collects rows and writes them table by table, one statement each. A city of ten thousand rows takes a second. */
export class DemoRows {
  private readonly turns: Map<EntityClass, Batch>[] = [];

  /**
   * Every column must be given: a default from the database would differ from one load to the next.
   * @param turn rows of a later turn are written after all rows of an earlier one. The state of an item follows from
   * its events and verifications, in the order they are written.
   */
  add<T extends object>(entity: EntityClass<T>, row: Partial<T>, turn = 0): void {
    const batches = (this.turns[turn] ??= new Map<EntityClass, Batch>());
    let batch = batches.get(entity);
    if (!batch) batches.set(entity, (batch = { entity, turn, rows: [] }));
    const columns: Record<string, unknown> = {};
    for (const property of Object.keys(row)) columns[snakeCase(property)] = row[property as keyof T];
    batch.rows.push(columns);
  }

  private get batches(): Batch[] {
    return this.turns.flatMap((turn) => [...turn.values()]);
  }

  get size(): number {
    return this.batches.reduce((sum, batch) => sum + batch.rows.length, 0);
  }

  async write(query: OwnerQuery): Promise<void> {
    const batches = this.batches.sort((a, b) => a.turn - b.turn || ORDER.indexOf(a.entity) - ORDER.indexOf(b.entity));
    for (const { entity, rows } of batches) {
      const table = tableOf(entity);
      const columns = columnProperties(entity)
        .map((property) => `"${snakeCase(property)}"`)
        .join(', ');
      await query(
        `INSERT INTO "${table}" (${columns}) SELECT ${columns}
          FROM json_populate_recordset(NULL::"${table}", $1::json)`,
        [JSON.stringify(rows)],
      );
    }
  }
}
