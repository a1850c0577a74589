import { defineLoader } from '../../../kernel/loader.js';
import type { CoverageCounts } from './comparison.loaders.js';
import { type PlaceScope, placesStatement } from './place-sql.js';
import { stepCoverageStatement } from './place-steps-sql.js';

/** By step (from 0) and path. */
export type ByPlace<T> = ReadonlyMap<string, T>;
export const placeKey = (step: number, group: string): string => `${step} ${group}`;

type CoverageRow = CoverageCounts & { readonly step: number; readonly group: string };

export const coverageOfPlaces = defineLoader<PlaceScope, ByPlace<CoverageCounts>>(
  'comparison.placeCoverage',
  (ctx, scopes) =>
    Promise.all(
      scopes.map(async (scope) => {
        const [rows, places] = await Promise.all([
          ctx.rows<CoverageRow>(stepCoverageStatement(scope)),
          ctx.rows<CoverageRow>(placesStatement(scope)),
        ]);
        const counted = new Map(rows.map((row) => [placeKey(row.step - 1, row.group), row]));
        const known = new Map(places.map((row) => [row.group, row.places]));
        return new Map(
          scope.days.flatMap((_, step) =>
            scope.groups.map((group) => {
              const row = counted.get(placeKey(step, group));
              return [
                placeKey(step, group),
                { places: known.get(group) ?? 0, enrolled: row?.enrolled ?? 0, withData: row?.withData ?? 0 },
              ] as const;
            }),
          ),
        );
      }),
    ),
  ({ key }) => key,
);
