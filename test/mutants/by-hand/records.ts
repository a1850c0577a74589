import type { Mutant } from '../mutant.js';

const CHANGE = 'places/change';
const PLACE = 'src/modules/places/place-change.service.js';

/** What is written, and that it is written once. */
export const recordMutants: readonly Mutant[] = [
  { name: 'a key that was used for another body', file: 'src/modules/audit/journal.service.js', pattern: 'found.hash !== hashOf(entry)', replacement: 'false', test: 'rooms/room', named: 'same write once' },
  { name: 'a moved place leaves what is below it', file: PLACE, pattern: 'await ctx.rows({ text: MOVE_BELOW, values: [place.path, path] });', replacement: '', test: CHANGE, named: 'a street moves' },
  { name: 'a place merges over its children', file: PLACE, pattern: 'if (open)', replacement: 'if (false)', test: CHANGE, named: 'makes no sense' },
  { name: 'a place merges into one of another level', file: PLACE, pattern: 'if (successor.level !== place.level || successor.id === place.id)', replacement: 'if (false)', test: CHANGE, named: 'makes no sense' },
  { name: 'a merged place stays open', file: PLACE, pattern: 'closedOn: input.happenedOn, ', replacement: '', test: CHANGE, named: 'merged place' },
  { name: 'a period is sealed before it is over', file: 'src/modules/seals/seal.service.js', pattern: 'if (span.to >= today)', replacement: 'if (false)', test: 'seals/seal', named: 'of a period that is over' },
  { name: 'a seal\'s hash leaves its numbers out', file: 'src/modules/seals/seal-hash.service.js', pattern: 'this.line([value.placeId, value.roomId, value.metricId, value.value,', replacement: 'this.line([value.placeId, value.roomId, value.metricId,', test: 'seals/seal' },
  { name: 'control: a comment more', file: 'src/modules/places/place-import.service.js', pattern: 'const refused = (problems)', replacement: '/* nothing */ const refused = (problems)', test: 'places/import', isEquivalent: true, inGate: true },
  { name: 'an import with faults in its rows', file: 'src/modules/places/place-import.service.js', pattern: 'if (problems.length > 0)', replacement: 'if (false)', test: 'places/import', inGate: true },
  {
    name: 'a city is imported though its rows do not fit it', file: 'src/modules/places/city-import.service.js', test: 'places/import',
    pattern: 'if (problems.length > 0)', replacement: 'if (false)',
  },
  {
    name: 'two imports at once', file: 'src/modules/places/place-import.service.js', test: 'places/import', named: 'come at once',
    pattern: `await query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);`, replacement: '',
  },
  {
    name: 'a place moves under one of any level', file: PLACE, test: CHANGE, named: 'makes no sense',
    pattern: 'if (!PARENT_LEVELS[place.level].includes(parent.level))', replacement: 'if (false)',
  },
  {
    name: 'a closed place goes on changing', file: PLACE, test: CHANGE, named: 'makes no sense',
    pattern: 'if (place.closedOn)', replacement: 'if (false)',
  },
  {
    name: 'the hash of a seal leaves out who stands above', file: 'src/modules/seals/seal-hash.service.js', test: 'seals/seal',
    pattern: 'place.aboveCodes, place.aboveNames, ', replacement: '',
  },
  { name: 'what may be seen beforehand forgets the state', file: 'src/kernel/policy.js', pattern: ' && !actions[key].unless?.(row)', replacement: '', test: 'topics/topic-rights', named: 'told beforehand' },
  { name: 'the address of an event for the committee', file: 'src/modules/audit/audit.resolver.js', pattern: `auditPolicy.can('seeAddress', ctx.viewer, event) ? event.address : null`, replacement: 'event.address', test: 'audit/audit', named: 'without addresses' },
];
