import { Concern, ConcernSource, TriageState } from '../concerns/concern.entity.js';
import { type Day, addDays, daysBetween } from './calendar.js';
import type { RecordWriter } from './yanshi-record-writer.js';
import { LOOSE, REJECTED, TRANSFERABLE } from './yanshi-themes.js';
import { CONCERN_SOURCE_WEIGHTS } from './yanshi-topic-record.js';

/** What is not older than this may not have been sifted yet. */
const SIFTED_AFTER_DAYS = 60;
const FATES = { MERGED: 3, TRANSFERRED: 2, REJECTED: 1 } as const;

type Fate = Pick<Concern, 'text' | 'state' | 'triageReason' | 'transferredTo' | 'mergedIntoId'>;

/** Concerns no topic came of: most of what a room hears. */
export function addLooseConcerns(writer: RecordWriter, count: number): void {
  const { chance, room } = writer;
  const span = daysBetween(room.from, writer.reach);
  const days = Array.from({ length: count }, () => addDays(room.from, chance.int(0, span))).sort();
  const open: string[] = [];
  for (const day of days) {
    const row = writer.record(day);
    const fate = fateOf(writer, day, open);
    if (fate.state === TriageState.OPEN) open.push(row.id);
    writer.rows.add(Concern, {
      ...row,
      roomId: room.roomId,
      source: ConcernSource[chance.weighted(CONCERN_SOURCE_WEIGHTS)],
      ...writer.when('received', day),
      ...fate,
    });
  }
}

function fateOf({ chance, reach }: RecordWriter, day: Day, open: readonly string[]): Fate {
  const fate = {
    text: chance.pick(LOOSE) as string,
    state: TriageState.OPEN,
    triageReason: null,
    transferredTo: null,
    mergedIntoId: null,
  } satisfies Fate;
  if (daysBetween(day, reach) < SIFTED_AFTER_DAYS || open.length === 0) return fate;
  const kind = chance.weighted(FATES);
  if (kind === 'MERGED')
    return {
      ...fate,
      state: TriageState.MERGED,
      triageReason: '与已有反映内容相同，并案处理',
      mergedIntoId: chance.pick(open),
    };
  if (kind === 'TRANSFERRED')
    return {
      ...fate,
      text: chance.pick(TRANSFERABLE),
      state: TriageState.TRANSFERRED,
      transferredTo: '便民服务中心（演示）',
    };
  const [text, reason] = chance.pick(REJECTED);
  return { ...fate, text, state: TriageState.REJECTED, triageReason: reason };
}
