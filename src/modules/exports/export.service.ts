import { fixedText } from '../../kernel/statement-text.js';
import { randomBytes } from 'node:crypto';
import { UserError, forbidden, notFound } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { kernelMessages } from '../../kernel/messages.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { hashToken } from '../accounts/auth-store.service.js';
import { ComparisonBase, TrendStep } from '../comparison/answers/comparison-export.service.js';
import { CATALOGUE_VERSION } from '../comparison/catalogue/catalogue-version.service.js';
import { type Span, resolvePeriod } from '../comparison/period/period.service.js';
import type { Place } from '../places/place.entity.js';
import { placeByCode } from '../places/place.loaders.js';
import { Seal } from '../seals/seal.entity.js';
import { Export } from './export.entity.js';
import { ExportKind, ExportState } from './export.enums.js';
import { EXPORT_HOURS } from './export-files.js';
import type { ExportRequestInput } from './export.inputs.js';
import { RECORD_KINDS } from './kinds/record-kinds.js';
import { isHeldAgainst, isNumbers } from './numbers-source.js';
import { mayExport, scopesOf, sourceOf } from './export-sources.js';
import { exportMessages } from './messages/export-messages.js';

const ENQUEUE = fixedText('enqueue an export', 'SELECT export_enqueue($1::uuid, $2::bytea)');

/** Waiting or being written at a time, for one account. */
const MOST_PENDING = 5;

/** The plain secrets of links made in a request: kept as long as the request, shown in its answer, stored nowhere. */
const issued = new WeakMap<RequestContext, Map<string, string>>();
export const downloadPathOf = (ctx: RequestContext, exportId: string): string | null => {
  const secret = issued.get(ctx)?.get(exportId);
  return secret ? `/exports/${exportId}/${secret}` : null;
};

/**
 * Puts an export into the queue. The row answers with the place, so that the audit event stands where the data was
 * taken from; where that is the register of a place outside the grant, at the grant's.
 */
export async function requestExport(
  ctx: RequestContext,
  input: ExportRequestInput,
): Promise<Export & { placeId?: string; placePath?: string }> {
  const place = await getExportablePlace(ctx, input);
  const seal = await sealOf(ctx, input);
  const period = periodOf(input, seal);
  const metrics = metricsOf(input, period);
  const asked = {
    kind: input.kind,
    format: input.format,
    periodFrom: period?.from ?? null,
    periodTo: period?.to ?? null,
    metrics,
    trendStep: trendStepOf(input),
    sealId: seal?.id ?? null,
    against: againstOf(input),
    codes: input.codes ?? false,
  };
  // What cannot be asked is said now, not when the file is written.
  await sourceOf({ ...asked, place }).about?.(ctx);
  await assertNotTooManyPending(ctx);
  const id = await ctx.insert(Export, {
    ...asked,
    accountId: ctx.viewer.accountId!,
    grantId: ctx.viewer.grantId!,
    withinId: place.id,
    requestedAs: ctx.viewer.role!,
    catalogueVersion: seal?.catalogueVersion ?? CATALOGUE_VERSION,
    isDemo: seal?.isDemo ?? place.isDemo,
    state: ExportState.QUEUED,
    expiresAt: new Date(Date.now() + EXPORT_HOURS * 3_600_000),
  });
  const secret = randomBytes(32).toString('base64url');
  await ctx.rows({ text: ENQUEUE, values: [id, hashToken(secret)] });
  issued.set(ctx, new Map([...(issued.get(ctx) ?? []), [id, secret]]));
  const isWithinGrant = mayExport(ExportKind.ROOMS, ctx.viewer, place);
  return {
    ...(await ctx.reread(Export, id)),
    ...(isWithinGrant ? { placeId: place.id, placePath: place.path } : {}),
  };
}

/**
 * @throws NOT_FOUND for a place the viewer's city has not; FORBIDDEN where the grant does not cover it, or the token
 * lacks the scope.
 */
async function getExportablePlace(ctx: RequestContext, { within, kind }: ExportRequestInput): Promise<Place> {
  const { viewer } = ctx;
  // PostgreSQL refuses a text with NUL in it; no code has one.
  const place = within.includes('\0') ? null : await ctx.load(placeByCode, within);
  if (!place) throw notFound();
  if (!mayExport(kind, viewer, place)) throw forbidden(exportMessages.notExportable);
  const missing = scopesOf(kind).find((scope) => viewer.scopes && !viewer.scopes.includes(scope));
  if (missing) throw forbidden(kernelMessages.scopeMissing(missing));
  return place;
}

/** @throws NOT_FOUND for a seal the viewer does not see. */
async function sealOf(ctx: RequestContext, { kind, asOf }: ExportRequestInput): Promise<Seal | null> {
  if (!asOf) return null;
  if (kind !== ExportKind.COMPARISON)
    throw new UserError('EXPORT_SEAL_NOT_APPLICABLE', exportMessages.sealNotApplicable, ['input', 'asOf']);
  return getById(ctx, Seal, asOf);
}

function periodOf({ kind, period }: ExportRequestInput, seal: Seal | null): Span | null {
  if (!period) return seal && { from: seal.periodFrom, to: seal.periodTo };
  if (!isNumbers(kind) && !RECORD_KINDS[kind].days)
    throw new UserError('EXPORT_PERIOD_NOT_APPLICABLE', exportMessages.periodNotApplicable, ['input', 'period']);
  return resolvePeriod(period, todayInShanghai());
}

function metricsOf({ kind, metrics }: ExportRequestInput, period: Span | null): string[] {
  const given = [...new Set(metrics ?? [])];
  if (!isNumbers(kind)) {
    if (given.length > 0)
      throw new UserError('EXPORT_METRICS_NOT_APPLICABLE', exportMessages.metricsNotApplicable, ['input', 'metrics']);
    return [];
  }
  if (given.length === 0)
    throw new UserError('EXPORT_METRICS_MISSING', exportMessages.metricsMissing, ['input', 'metrics']);
  if (!period) throw new UserError('EXPORT_PERIOD_MISSING', exportMessages.periodMissing, ['input', 'period']);
  return given;
}

function trendStepOf({ kind, by }: ExportRequestInput): TrendStep | null {
  if (kind === ExportKind.TREND) return by ?? TrendStep.MONTH;
  if (by) throw new UserError('EXPORT_STEPS_NOT_APPLICABLE', exportMessages.stepsNotApplicable, ['input', 'by']);
  return null;
}

function againstOf({ kind, asOf, against }: ExportRequestInput): ComparisonBase | null {
  if (isHeldAgainst(kind, { asOf })) return against ?? ComparisonBase.CITY;
  if (against)
    throw new UserError('EXPORT_AGAINST_NOT_APPLICABLE', exportMessages.againstNotApplicable, ['input', 'against']);
  return null;
}

const UNFINISHED = fixedText(
  'unfinished exports',
  `SELECT count(*)::int AS count FROM export_job t WHERE t.account_id = $1 AND t.state IN ('QUEUED', 'RUNNING')`,
);

async function assertNotTooManyPending(ctx: RequestContext): Promise<void> {
  const [row] = await ctx.rows<{ count: number }>({
    text: UNFINISHED,
    values: [ctx.viewer.accountId],
  });
  if (row!.count >= MOST_PENDING) {
    throw new UserError('EXPORT_TOO_MANY', exportMessages.tooManyUnfinished(row!.count));
  }
}
