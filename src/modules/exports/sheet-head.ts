import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { titleOf } from './cover.js';
import type { ClaimedExport } from './export-queue.service.js';
import { reportingUnits, summarySheetTexts as texts } from './messages/summary-sheet.js';
import type { SheetHead } from './summary-sheet.js';

function periodOf({ periodFrom, periodTo }: ClaimedExport): string {
  if (periodFrom && periodTo) return texts.span(periodFrom, periodTo);
  if (periodFrom) return texts.since(periodFrom);
  return periodTo ? texts.until(periodTo) : texts.allTime;
}

/** What stands above and below the sheet in front. `unit`: the place of the grant under which it was requested. */
export function headOf(
  job: ClaimedExport,
  { within, unit, isDemo }: { readonly within: string; readonly unit: string; readonly isDemo: boolean },
): SheetHead {
  const title = isDemo ? texts.titleOfDemo : texts.title;
  return {
    title: title(within, titleOf(job.kind).zh),
    unit: reportingUnits[job.role](unit),
    period: periodOf(job),
    day: todayInShanghai(),
    filledBy: job.viewer.displayName ?? '',
  };
}
