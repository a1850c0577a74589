import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { defineLoader, listBy } from '../../../kernel/loader.js';
import type { MetricDefinition } from '../catalogue/metric-definition.js';
import { type PrivacyOptions, USUAL_PRIVACY } from './privacy.js';
import { ComparisonSettings } from './comparison-setting.entity.js';

const rows = listBy(ComparisonSettings, 'cityId', 'city_id');

/** The settings of a city that has adopted none. Their id is the city's, because no row exists yet. */
export const defaultSettings = (cityId: string): ComparisonSettings =>
  Object.assign(new ComparisonSettings(), {
    cityId,
    id: cityId,
    version: 0,
    changedAt: new Date(0),
    smallestGroup: 5,
    smallestPeerGroup: 10,
    populationEdges: [2_000, 5_000, 10_000],
    ageEdges: [1, 3],
    ranksOn: false,
  });

/** Settings by city id; the defaults where none were adopted. */
export const settingsOfCity = defineLoader<string, ComparisonSettings>('comparison.settings', async (ctx, cityIds) =>
  (await rows.batch(ctx, cityIds)).map(([row], index) => row ?? defaultSettings(cityIds[index]!)),
);

/** The settings of the viewer's city. */
export const loadSettings = (ctx: LoadingContext): Promise<ComparisonSettings> =>
  ctx.load(settingsOfCity, ctx.viewer.cityId!);

/**
 * The privacy settings for these metrics. The city's are loaded only when a metric counts people. The public gets the
 * default.
 */
export const privacyFor = async (ctx: LoadingContext, metrics: readonly MetricDefinition[]): Promise<PrivacyOptions> =>
  ctx.viewer.cityId && metrics.some(({ people }) => people)
    ? { smallestGroup: (await loadSettings(ctx)).smallestGroup }
    : USUAL_PRIVACY;
