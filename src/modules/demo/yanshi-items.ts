import {
  ImplementationEvent,
  ImplementationItem,
  ItemCoUnit,
  ItemVerification,
} from '../implementation/implementation.entity.js';
import { ItemEventKind, ItemState, type PlanKind, VerificationResult } from '../implementation/implementation.enums.js';
import { type Day, addDays } from './calendar.js';
import type { RecordWriter } from './yanshi-record-writer.js';

export interface ItemDraft {
  readonly topicId: string;
  readonly planId: string;
  readonly planKind: PlanKind;
  readonly suggestionId: string | null;
  readonly measure: string;
  readonly unitId: string;
  readonly coUnitId: string | null;
  readonly assigned: Day;
  /** Days given for it. */
  readonly days: number;
  /** Whether it must go well: a topic opened again had its first plan carried out. */
  readonly goesWell: boolean;
}

export interface Settled {
  /** When the room was through with the item; null: it still lies there, as far as has been entered. */
  readonly on: Day | null;
  /** Verified or cancelled, which is what the gate asks for: an item for the long term is neither. */
  readonly isProven: boolean;
}

const OPEN: Settled = { on: null, isProven: false };

const { SITE_SURVEY, SCHEME_DISCUSSION, PROGRESS, ACCEPTANCE, REPLY, RETURNED, CANCELLED } = ItemEventKind;

/** One thing to be done, from the day it is handed out to the day the room finds it done. */
export function tellItem(writer: RecordWriter, draft: ItemDraft): Settled {
  const { chance, rows, room } = writer;
  const record = writer.record(draft.assigned);
  const { topicId, planId, planKind, suggestionId, measure, assigned } = draft;
  const isLongTerm = !draft.goesWell && chance.maybe(0.05);
  const due =
    isLongTerm || (!draft.goesWell && writer.omits() && chance.maybe(0.5)) ? null : addDays(assigned, draft.days);
  rows.add(ImplementationItem, {
    ...record,
    topicId,
    planId,
    planKind,
    suggestionId,
    measure,
    responsibleUnitId: draft.unitId,
    leadUnitId: draft.coUnitId ? draft.unitId : null,
    assignedOn: assigned,
    dueOn: due,
    state: ItemState.NOT_STARTED,
    completedOn: null,
    verifiedOn: null,
  });
  if (draft.coUnitId)
    rows.add(ItemCoUnit, {
      ...room.spot,
      id: chance.id(writer.at(assigned)),
      itemId: record.id,
      unitId: draft.coUnitId,
    });
  return new ItemTale(writer, record.id, assigned).tell(draft.days, draft.goesWell, isLongTerm);
}

class ItemTale {
  constructor(
    private readonly writer: RecordWriter,
    private readonly itemId: string,
    private readonly assigned: Day,
  ) {}

  tell(days: number, goesWell: boolean, isLongTerm: boolean): Settled {
    const { chance, room } = this.writer;
    const on = (share: number): Day => addDays(this.assigned, Math.max(1, days * share));
    if (goesWell) return this.finish(on(0.15), on(0.8), on(0.95), true);
    if (isLongTerm) return this.end(PROGRESS, ItemState.LONG_TERM, on(0.4), '列入日常管理，长期坚持');
    if (chance.maybe(room.habits.left)) {
      if (chance.maybe(0.5)) this.happens(PROGRESS, ItemState.UNDER_WAY, on(0.2), '已启动，尚待资金落实');
      return OPEN;
    }
    if (chance.maybe(0.04)) return this.end(CANCELLED, null, on(0.3), '经核实已纳入上级项目统一实施，本项取消');
    if (chance.maybe(0.06))
      this.happens(RETURNED, null, on(0.05), '职责不在本单位，退回重新交办；经协调后仍由本单位办理');
    const isLate = chance.maybe(room.habits.late);
    const done = on(isLate ? 1.1 + chance.next() : 0.5 + chance.next() * 0.45);
    return this.finish(on(0.12), done, addDays(done, chance.int(2, 12)), false);
  }

  /** The room looks once, and sometimes has to again. */
  private finish(begun: Day, done: Day, looked: Day, goesWell: boolean): Settled {
    const { chance } = this.writer;
    this.happens(PROGRESS, ItemState.UNDER_WAY, begun, '已启动');
    if (chance.maybe(0.4)) this.happens(SITE_SURVEY, null, addDays(begun, 1), '到现场勘查，确认位置和工作量');
    if (chance.maybe(0.3)) this.happens(SCHEME_DISCUSSION, null, addDays(begun, 2), '与居民代表讨论实施方案');
    if (chance.maybe(0.25)) this.happens(REPLY, null, addDays(begun, 2), '书面答复：按计划推进');
    this.happens(chance.maybe(0.5) ? ACCEPTANCE : PROGRESS, ItemState.DONE, done, '责任单位报告已完成');
    if (!goesWell && this.writer.omits()) return OPEN;
    if (goesWell || !chance.maybe(0.1)) return this.look(VerificationResult.CONFIRMED, looked, '现场查看属实', 0);
    this.look(VerificationResult.NOT_DONE, looked, '现场查看，部分未完成，请继续办理', 0);
    this.happens(ACCEPTANCE, ItemState.DONE, addDays(looked, 14), '补做完成', 1);
    return this.look(VerificationResult.CONFIRMED, addDays(looked, 18), '再次查看，属实', 1);
  }

  private end(kind: ItemEventKind, state: ItemState | null, day: Day, note: string): Settled {
    return this.happens(kind, state, day, note) ? { on: day, isProven: kind === CANCELLED } : OPEN;
  }

  /** @param turn the second look comes after the first; see DemoRows.add. */
  private happens(kind: ItemEventKind, state: ItemState | null, day: Day, note: string, turn = 0): boolean {
    if (!this.writer.knows(day)) return false;
    this.writer.rows.add(
      ImplementationEvent,
      { ...this.writer.record(day), itemId: this.itemId, kind, ...this.writer.when('happened', day), state, note },
      turn,
    );
    return true;
  }

  private look(result: VerificationResult, day: Day, note: string, turn: number): Settled {
    if (!this.writer.knows(day)) return OPEN;
    this.writer.rows.add(
      ItemVerification,
      { ...this.writer.record(day), itemId: this.itemId, result, ...this.writer.when('verified', day), note },
      turn,
    );
    return { on: day, isProven: true };
  }
}
