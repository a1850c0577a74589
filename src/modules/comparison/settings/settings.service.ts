import { fixedText } from '../../../kernel/statement-text.js';
import { UserError, notFound } from '../../../kernel/errors.js';
import { expectVersion } from '../../../kernel/expect.js';
import { byId } from '../../../kernel/loader.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import { rowUpdate } from '../../../kernel/row-update.js';
import { numberWithin } from '../../../kernel/text-input.js';
import { Place } from '../../places/place.entity.js';
import { answerMessages } from '../messages/answers.js';
import { ComparisonSettings } from './comparison-setting.entity.js';
import type { ComparisonSettingsAdoptInput } from './settings.inputs.js';
import { loadSettings } from './settings.loaders.js';
import { settingsPolicy } from './settings.policy.js';

const HOLD_CITY = fixedText(
  'hold the city for its settings',
  'SELECT id FROM place WHERE city_id = $1 AND id = $1 FOR NO KEY UPDATE',
);

const ADOPT = rowUpdate(ComparisonSettings, [
  'smallestGroup',
  'smallestPeerGroup',
  'populationEdges',
  'ageEdges',
  'ranksOn',
]);
const MOST_EDGES = 10;

/** @throws NOT_FOUND, FORBIDDEN; UserError CONFLICT, NUMBER_OUT_OF_RANGE, EDGES_NOT_RISING */
export async function adoptSettings(
  ctx: RequestContext,
  input: ComparisonSettingsAdoptInput,
): Promise<ComparisonSettings> {
  const city = await ctx.load(byId(Place), ctx.cityId);
  if (!city) throw notFound();
  settingsPolicy.assert('adopt', ctx, { placePath: city.path });
  // Two first changes at the same time would both insert a row. The lock on the city's row makes the second one wait.
  await ctx.rows({ text: HOLD_CITY, values: [ctx.cityId] });
  const current = await loadSettings(ctx);
  expectCurrent(current, input.expectedVersion);
  const wanted = wantedOf(input, current);
  if (current.version === 0) await ctx.insert(ComparisonSettings, { id: ctx.cityId, ...wanted, version: 1 });
  else await ctx.update(ADOPT, current, wanted);
  ctx.forget();
  return loadSettings(ctx);
}

/** The input has no id, so the error carries the current settings. @throws UserError CONFLICT */
function expectCurrent(current: ComparisonSettings, version: number): void {
  try {
    expectVersion(current, version);
  } catch (error) {
    throw error instanceof UserError ? new UserError(error.code, error.text, error.path, current) : error;
  }
}

type Wanted = Pick<
  ComparisonSettings,
  'smallestGroup' | 'smallestPeerGroup' | 'populationEdges' | 'ageEdges' | 'ranksOn'
>;

function wantedOf(input: ComparisonSettingsAdoptInput, current: ComparisonSettings): Wanted {
  const smallestGroup = numberWithin(input.smallestGroup ?? current.smallestGroup, 3, 100, ['input', 'smallestGroup']);
  return {
    smallestGroup,
    smallestPeerGroup: numberWithin(input.smallestPeerGroup ?? current.smallestPeerGroup, smallestGroup, 1_000, [
      'input',
      'smallestPeerGroup',
    ]),
    populationEdges: rising(input.populationEdges ?? current.populationEdges, 'populationEdges'),
    ageEdges: rising(input.ageEdges ?? current.ageEdges, 'ageEdges'),
    ranksOn: input.ranksOn ?? current.ranksOn,
  };
}

/** @throws UserError EDGES_NOT_RISING */
function rising(edges: readonly number[], field: string): number[] {
  if (edges.length > MOST_EDGES || edges.some((edge, index) => edge <= (edges[index - 1] ?? 0))) {
    throw new UserError('EDGES_NOT_RISING', answerMessages.edgesNotRising(MOST_EDGES), ['input', field]);
  }
  return [...edges];
}
