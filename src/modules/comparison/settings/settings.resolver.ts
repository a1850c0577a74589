import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../../kernel/payload.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import { Requires, SignedIn } from '../../../kernel/rule.js';
import { byId } from '../../../kernel/loader.js';
import { ViewerCanWhen } from '../../../kernel/viewer-can.js';
import { Place } from '../../places/place.entity.js';
import { ComparisonSettings } from './comparison-setting.entity.js';
import { ComparisonSettingsAdoptInput } from './settings.inputs.js';
import { loadSettings } from './settings.loaders.js';
import { settingsPolicy } from './settings.policy.js';
import { adoptSettings } from './settings.service.js';

const ComparisonSettingsAdoptPayload = payloadOf(ComparisonSettings, 'comparisonSettings', 'comparisonSettingsAdopt');

@Resolver(() => ComparisonSettings)
@ViewerCanWhen(ComparisonSettings, {
  viewerCanAdopt: {
    description: 'Whether the viewer may use comparisonSettingsAdopt.',
    can: async (ctx, settings) => {
      const city = await ctx.load(byId(Place), settings.cityId);
      return city !== null && settingsPolicy.can('adopt', ctx.viewer, { placePath: city.path });
    },
  },
})
export class ComparisonSettingsResolver {
  @Query(() => ComparisonSettings, {
    description: "How the viewer's city compares 比较设置; the defaults until the city adopts its own.",
  })
  @SignedIn('COMPARISON_READ')
  comparisonSettings(@Ctx() ctx: RequestContext): Promise<ComparisonSettings> {
    return loadSettings(ctx);
  }

  @Writes(ComparisonSettingsAdoptPayload, {
    description:
      "Changes how a city compares from now on. Sealed numbers do not change. For the city's " +
      'administrator. Errors: CONFLICT, NUMBER_OUT_OF_RANGE, EDGES_NOT_RISING.',
  })
  @Requires(settingsPolicy, 'adopt')
  async comparisonSettingsAdopt(
    @Arg('input', () => ComparisonSettingsAdoptInput, { description: 'What changes.' })
    input: ComparisonSettingsAdoptInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'comparisonSettings', ComparisonSettings>> {
    return ComparisonSettingsAdoptPayload.of(await adoptSettings(ctx, input));
  }
}
