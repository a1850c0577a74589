import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import { Reads, toOne } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { SignedIn } from '../../kernel/rule.js';
import { Place } from '../places/place.entity.js';
import { Seal } from '../seals/seal.entity.js';
import { Export } from './export.entity.js';
import { ExportRequestInput } from './export.inputs.js';
import { downloadPathOf, requestExport } from './export.service.js';

const ExportRequestPayload = payloadOf(Export, 'export', 'exportRequest');
const exportWithin = toOne(Place, 'withinId');
const exportSeal = toOne(Seal, 'sealId');

@Resolver(() => Export)
export class ExportResolver {
  @Writes(ExportRequestPayload, {
    description:
      'Asks for a file 导出; it is written in the background: ask `node(id)` until `state` is DONE. It holds ' +
      'what the role asked under may read, no more. A service token needs COMPARISON_READ for numbers, and for ' +
      'lists of records RECORD_READ and RECORD_WRITE. ' +
      "NOT_FOUND when there is no such place or seal in the viewer's city; FORBIDDEN when the grant does not " +
      'cover it; BAD_USER_INPUT for what the query of the same name refuses. ' +
      'Errors: EXPORT_PERIOD_MISSING, EXPORT_METRICS_MISSING, EXPORT_METRICS_NOT_APPLICABLE, ' +
      'EXPORT_PERIOD_NOT_APPLICABLE, EXPORT_STEPS_NOT_APPLICABLE, EXPORT_SEAL_NOT_APPLICABLE, ' +
      'EXPORT_AGAINST_NOT_APPLICABLE, EXPORT_TOO_MANY.',
  })
  @SignedIn(null)
  async exportRequest(
    @Arg('input', () => ExportRequestInput, { description: 'What, from where, in which form.' })
    input: ExportRequestInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'export', Export>> {
    return ExportRequestPayload.of(await requestExport(ctx, input));
  }

  @FieldResolver(() => Place, { description: 'The place it is of: what stands there and below is in it.' })
  @Reads(exportWithin)
  within(@Root() row: Export, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return exportWithin.load(ctx, row);
  }

  @FieldResolver(() => Seal, {
    nullable: true,
    description: 'The seal the numbers are of; null: they are those of today.',
  })
  @Reads(exportSeal)
  asOf(@Root() row: Export, @Ctx() ctx: RequestContext): Promise<Seal | null> {
    return exportSeal.load(ctx, row);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The path of the file on this server, once it is DONE. Fetch it signed in as the account that asked; ' +
      'works once, with `?part=cover` once more for the cover of CSV and JSONL. ' +
      'Only in the answer that asked for it, null ever after (also when that request is repeated under its ' +
      'Idempotency-Key): if it is lost, ask for the export again.',
  })
  downloadPath(@Root() row: Export, @Ctx() ctx: RequestContext): string | null {
    return downloadPathOf(ctx, row.id);
  }
}
