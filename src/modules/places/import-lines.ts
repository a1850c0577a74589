import { inBoth } from '../../kernel/message.js';
import { placeMessages } from './messages.js';
import { RegisterState } from './place.enums.js';
import type { ImportReport } from './place-import.service.js';
import type { RegisterEntry } from './register-plan.service.js';

/** An import as an operator reads it: every place of which there is something to say, then what is wrong, then sums. */
export function linesOfImport(report: ImportReport): string[] {
  const worthSaying = ({ state, reasons }: RegisterEntry): boolean =>
    reasons.length > 0 || ![RegisterState.SAME, RegisterState.NEW].includes(state);
  const { added, renamed, moved, changed, unchanged, absent } = report;
  return [
    ...report.entries.filter(worthSaying).map(lineOfEntry),
    ...report.problems
      // Those of single places stand beside the place already.
      .filter(({ row, text }) => !report.entries.some(({ line, reasons }) => line === row && reasons.includes(text)))
      .map(({ row, code, text }) => inBoth(placeMessages.importProblem(row, code, text))),
    inBoth(placeMessages.importStatisticsOnly(report.statisticsOnly)),
    ...(report.plan === null ? [] : [inBoth(placeMessages.importPlan(report.plan))]),
    inBoth(placeMessages.importSums({ added, renamed, moved, changed, unchanged, absent: absent.length })),
  ];
}

function lineOfEntry(entry: RegisterEntry): string {
  const { line, code, name } = entry;
  const where = inBoth(
    line > 0 ? placeMessages.importPlaceOfLine(line, code, name) : placeMessages.importPlaceNotInFile(code, name),
  );
  const kind = entry.kind ? ` ${entry.kind}${entry.rule ? ` (${entry.rule})` : ''}` : '';
  const answer = entry.answer ? ` = ${entry.answer}` : '';
  return `${entry.state}${answer} ${where}${kind}${entry.reasons.map((text) => `\n    ${inBoth(text)}`).join('')}`;
}

/** The same for programs: one object a place, with texts in both languages. */
export const importAsJson = (report: ImportReport): string => JSON.stringify(report, null, 2);
