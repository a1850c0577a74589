import type { RequestContext } from '../../kernel/request-context.js';
import type { NumbersLine } from '../comparison/answers/comparison-export.service.js';
import type { Place } from '../places/place.entity.js';
import { ancestorsByPath, placeByCode } from '../places/place.loaders.js';

/** As sealed: the names above, from the city down. A street's own room has the street as its place. */
async function namesThen(ctx: RequestContext, { placeAbove, placeCode, placeName }: NumbersLine): Promise<NumbersLine> {
  const place = await ctx.load(placeByCode, String(placeCode));
  const [, ...below] = placeAbove as readonly string[];
  if (place?.level === 'DISTRICT') return { streetName: null, districtName: placeName ?? null };
  const names = place?.level === 'STREET' ? [...below, String(placeName)] : below;
  return { streetName: names.at(-1) ?? null, districtName: names.length > 1 ? names[0]! : null };
}

async function namesToday(ctx: RequestContext, code: string): Promise<NumbersLine> {
  const place = await ctx.load(placeByCode, code);
  if (!place) return {};
  const places: readonly Pick<Place, 'level' | 'name'>[] = [...(await ctx.load(ancestorsByPath, place.path)), place];
  const nameAt = (level: string): string | null => places.find((one) => one.level === level)?.name ?? null;
  return { streetName: nameAt('STREET'), districtName: nameAt('DISTRICT') };
}

const namesAbove = async (ctx: RequestContext, line: NumbersLine): Promise<NumbersLine> => {
  if (typeof line['placeCode'] !== 'string') return {};
  return Array.isArray(line['placeAbove']) ? namesThen(ctx, line) : namesToday(ctx, line['placeCode']);
};

/** The lines with the street and the district of each. */
export const withPlacesAbove = (ctx: RequestContext, lines: readonly NumbersLine[]): Promise<NumbersLine[]> =>
  Promise.all(lines.map(async (line) => ({ ...line, ...(await namesAbove(ctx, line)) })));
