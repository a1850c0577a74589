import { Unit } from '../implementation/unit.entity.js';
import { defaultProcedure } from '../procedure/default-procedure.service.js';
import { GateMode, StageKind } from '../procedure/procedure.enums.js';
import { addMonths, addDays, fullMonthsBefore, moment } from './calendar.js';
import { Chance } from './chance.js';
import { YANSHI, demoAccounts, displayNameOf } from './demo-accounts.js';
import type { DemoRows } from './demo-rows.js';
import { addAccounts, addProcedure } from './city-setup.js';
import { ROOM_PROFILES } from './yanshi-room-habits.js';
import { YANSHI_ID, addYanshiPlaces } from './yanshi-places.js';
import { type RoomPlan, addActivity, addRoom } from './yanshi-room.js';
import type { Stage } from './yanshi-record-writer.js';
import { UNITS } from './yanshi-themes.js';

/** Days a topic should need for each stage at most. */
const LIMITS: Readonly<Record<StageKind, number>> = {
  TOPIC_SELECTION: 30,
  PARTICIPANT_DESIGNATION: 15,
  RESEARCH: 30,
  DELIBERATION: 60,
  OUTCOME_REPORTING: 15,
  IMPLEMENTATION: 120,
  EVALUATION: 30,
};
/** The invented city evaluates no topic before its items were checked or cancelled; all other gates remind. */
const STAGES = defaultProcedure.stages.map((stage) => ({
  ...stage,
  deadlineDays: LIMITS[stage.kind],
  gateMode: stage.kind === StageKind.IMPLEMENTATION ? GateMode.BLOCK : stage.gateMode,
}));
const MONTHS_TOLD = 24;
const SEED = 'yanshi-1';

const ofYanshi = demoAccounts.filter((account) => account.placeCode.startsWith(YANSHI));

/**
 * The invented city, wholly made from a seed and the day it is loaded for.
 * @returns the accounts' ids by sign-in name.
 */
export function addYanshi(rows: DemoRows, today: string, seed = SEED): ReadonlyMap<string, string> {
  const chance = new Chance(`${seed}/${today.slice(0, 7)}`);
  const { from, until } = fullMonthsBefore(today, MONTHS_TOLD);
  const at = moment(from, 7);
  const { all, communities } = addYanshiPlaces(rows, chance.fork('places'), from, at);
  const procedureId = addProcedure(rows, chance.fork('procedure'), YANSHI_ID, addMonths(from, -12), at, STAGES);
  const accounts = addAccounts(
    rows,
    chance.fork('accounts'),
    ofYanshi,
    (code) => all.find((place) => place.code === code)!,
    at,
  );
  const stage: Stage = { rows, procedureId, unitIds: addUnits(rows, chance.fork('units'), at), from, until, today };
  for (const [index, place] of communities.entries()) {
    const profile = ROOM_PROFILES[index]!;
    if (profile === 'NOT_ENROLLED') continue;
    const own = chance.fork(place.code);
    const clerk = ofYanshi.find((account) => account.placeCode === place.code && account.username.endsWith('-clerk'));
    const plan: RoomPlan = {
      place,
      serial: index + 1,
      street: all.find((street) => street.code === place.code.slice(0, 9))!,
      recorder: clerk ? { name: displayNameOf(clerk), accountId: accounts.get(clerk.username)! } : null,
    };
    const habits = profile === 'NOTHING_RECORDED' ? null : profile;
    const months = habits?.months ?? MONTHS_TOLD;
    const roomId = addRoom(stage, own, plan, addMonths(addDays(until, 1), -months), habits);
    if (habits) addActivity(stage, own, plan, roomId, habits);
  }
  return accounts;
}

function addUnits(rows: DemoRows, chance: Chance, at: Date): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const [name, kind] of Object.entries(UNITS)) {
    const id = chance.id(at);
    ids.set(name, id);
    rows.add(Unit, { cityId: YANSHI_ID, id, name, kind, recordedAt: at });
  }
  return ids;
}
