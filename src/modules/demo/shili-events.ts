import { DatePrecision, type Interval } from '../../kernel/imprecise-date.js';
import type { Provenance } from '../../kernel/provenance.js';
import { RoomEvent, RoomEventKind } from '../room-events/room-event.entity.js';
import { dated } from './calendar.js';
import { recorded } from './recorded.js';
import { PUBLISHED, type ShiliContext, derived } from './shili-room.js';

const NOVEMBER_2019: Interval = { from: '2019-11-01', to: '2019-11-30', precision: DatePrecision.MONTH };
/** The source gives no date for the visit: only that it followed the meeting at once. */
const AFTER_THE_MEETING: Interval = { from: '2019-11-01', to: '2019-12-31', precision: DatePrecision.YEAR };

/** The two events that the source describes. It names no venue and no participants of the meeting. */
export function addShiliEvents({ rows, chance, spot, at }: ShiliContext, roomId: string): void {
  const add = (
    source: Provenance,
    held: Interval,
    event: Pick<RoomEvent, 'kind' | 'venue' | 'attendedBy' | 'lessons'>,
  ): void =>
    rows.add(RoomEvent, { ...recorded(spot, chance.id(at), at, source), roomId, ...dated('held', held), ...event });
  add(PUBLISHED, NOVEMBER_2019, {
    kind: RoomEventKind.MOBILISATION,
    venue: null,
    attendedBy: '街道党工委（召开）；其他参加单位来源未载。',
    lessons: null,
  });
  add(derived('来源只说动员会之后随即前往，日期按2019年登记'), AFTER_THE_MEETING, {
    kind: RoomEventKind.STUDY_VISIT,
    venue: '先行乡镇的议事室示范点',
    attendedBy: '社区工作人员',
    lessons: '对议事室怎样建有了直观认识，随后按本社区实际布置了议事室。',
  });
}
