import { Tables1790000000001 } from './1790000000001-tables.js';
import { SignIn1790000000002 } from './1790000000002-sign-in.js';
import { RowSecurity1790000000003 } from './1790000000003-row-security.js';
import { DerivedState1790000000004 } from './1790000000004-derived-state.js';
import { RollUps1790000000005 } from './1790000000005-roll-ups.js';
import { Seals1790000000006 } from './1790000000006-seals.js';
import { Exports1790000000007 } from './1790000000007-exports.js';
import { Catalogue1790000000008 } from './1790000000008-catalogue.js';
import { Fairness1790000000009 } from './1790000000009-fairness.js';
import { ExportKinds1790000000010 } from './1790000000010-export-kinds.js';
import { Cases1790000000011 } from './1790000000011-cases.js';
import { SpanIndexes1790000000012 } from './1790000000012-span-indexes.js';
import { Insist1790000000013 } from './1790000000013-insist.js';
import { PlainTitles1790000000014 } from './1790000000014-plain-titles.js';
import { CityChange1790000000015 } from './1790000000015-city-change.js';
import { WriteRoles1790000000016 } from './1790000000016-write-roles.js';
import { KeysOnce1790000000017 } from './1790000000017-keys-once.js';
import { PlaceKinds1790000000018 } from './1790000000018-place-kinds.js';
import { RoomEvents1790000000019 } from './1790000000019-room-events.js';
import { EvaluationAnswers1790000000020 } from './1790000000020-evaluation-answers.js';
import { ExportCodes1790000000021 } from './1790000000021-export-codes.js';
import { Completion1790000000022 } from './1790000000022-completion.js';
import { PlainNames1790000000023 } from './1790000000023-plain-names.js';
import { RoomRegisters1790000000024 } from './1790000000024-room-registers.js';
import { NeedsCity1790000000025 } from './1790000000025-needs-city.js';
import { ItemUnits1790000000026 } from './1790000000026-item-units.js';

/** In order. Listed by hand, so that a file that does not belong is never run. */
export const migrations = [
  Tables1790000000001,
  SignIn1790000000002,
  RowSecurity1790000000003,
  DerivedState1790000000004,
  RollUps1790000000005,
  Seals1790000000006,
  Exports1790000000007,
  Catalogue1790000000008,
  Fairness1790000000009,
  ExportKinds1790000000010,
  Cases1790000000011,
  SpanIndexes1790000000012,
  Insist1790000000013,
  PlainTitles1790000000014,
  CityChange1790000000015,
  WriteRoles1790000000016,
  KeysOnce1790000000017,
  PlaceKinds1790000000018,
  RoomEvents1790000000019,
  EvaluationAnswers1790000000020,
  ExportCodes1790000000021,
  Completion1790000000022,
  PlainNames1790000000023,
  RoomRegisters1790000000024,
  NeedsCity1790000000025,
  ItemUnits1790000000026,
];
