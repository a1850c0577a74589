import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import { Reads, toList } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { ViewerCanWhen } from '../../kernel/viewer-can.js';
import { City, Place } from '../places/place.entity.js';
import { Procedure, ProcedureStage } from './procedure.entity.js';
import { ProcedureAdoptInput } from './procedure.inputs.js';
import { procedureInForce, proceduresOfCity, stagesOfProcedure } from './procedure.loaders.js';
import { procedurePolicy } from './procedure.policy.js';
import { adoptProcedure } from './procedure.service.js';

const procedureStages = toList(stagesOfProcedure);
const cityProcedures = toList(proceduresOfCity, 'cityId');
const ProcedureAdoptPayload = payloadOf(Procedure, 'procedure', 'procedureAdopt');

@Resolver(() => Procedure)
export class ProcedureResolver {
  @FieldResolver(() => [ProcedureStage], { description: 'The stages that apply, in their order.' })
  @Reads(procedureStages)
  stages(@Root() procedure: Procedure, @Ctx() ctx: RequestContext): Promise<ProcedureStage[]> {
    return procedureStages.load(ctx, procedure);
  }

  @Writes(ProcedureAdoptPayload, {
    description:
      'A city adopts a new version of its procedure. Errors: STAGE_REPEATED, STAGES_OUT_OF_ORDER, ' +
      'STAGE_REQUIRED, TEXT_EMPTY, TEXT_TOO_LONG, NUMBER_OUT_OF_RANGE.',
  })
  @Requires(procedurePolicy, 'adopt')
  async procedureAdopt(
    @Arg('input', () => ProcedureAdoptInput, { description: 'The new version.' }) input: ProcedureAdoptInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'procedure', Procedure>> {
    return ProcedureAdoptPayload.of(await adoptProcedure(ctx, input));
  }
}

@Resolver(() => Place)
export class PlaceProcedureResolver {
  @FieldResolver(() => Procedure, {
    nullable: true,
    description: "The version of the city's procedure in force today; null while the city has none.",
  })
  procedure(@Root() place: Place, @Ctx() ctx: RequestContext): Promise<Procedure | null> {
    return ctx.load(procedureInForce, place.cityId);
  }
}

@Resolver(() => City)
@ViewerCanWhen(Place, {
  viewerCanAdoptProcedure: {
    description: 'Whether the viewer may use procedureAdopt for it.',
    reads: ['path'],
    can: ({ viewer }, city) => procedurePolicy.can('adopt', viewer, { placePath: city.path }),
  },
})
export class CityProcedureResolver {
  @FieldResolver(() => [Procedure], {
    description: 'Every version of its procedure, the latest first; versions not yet in force among them.',
  })
  @Reads(cityProcedures)
  procedures(@Root() city: Place, @Ctx() ctx: RequestContext): Promise<Procedure[]> {
    return cityProcedures.load(ctx, city);
  }
}
