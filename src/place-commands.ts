import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { OwnerSource } from './db/migrate.js';
import { operatorMessages } from './messages.js';
import { importAsJson, linesOfImport } from './modules/places/import-lines.js';
import { RegisterAnswer } from './modules/places/place.enums.js';
import { importPlaces } from './modules/places/place-import.service.js';
import { adoptDefaultProcedure } from './modules/procedure/default-procedure.service.js';

interface Parts {
  readonly program: Command;
  readonly say: (text: string) => void;
  readonly withOwner: <T>(work: (source: OwnerSource) => Promise<T>) => Promise<T>;
}
interface ImportChoices {
  readonly preview?: boolean;
  readonly json?: boolean;
  readonly plan?: string;
  readonly accept?: readonly string[];
  readonly keep?: readonly string[];
}

/** `haoshangliang place …` */
export function addPlaceCommands({ program, say, withOwner }: Parts): void {
  program
    .command('place')
    .description(operatorMessages.place)
    .command('import')
    .argument('<file>', operatorMessages.placeImportFile)
    .option('--preview', operatorMessages.placeImportPreview)
    .option('--json', operatorMessages.placeImportJson)
    .option('--plan <plan>', operatorMessages.placeImportPlan)
    .option('--accept <row...>', operatorMessages.placeImportAccept)
    .option('--keep <row...>', operatorMessages.placeImportKeep)
    .description(operatorMessages.placeImport)
    .action(async (file: string, choices: ImportChoices) => {
      const report = await withOwner((source) =>
        importPlaces(source, readFileSync(file), {
          afterCity: adoptDefaultProcedure,
          answers: answersIn(choices),
          ...(choices.plan === undefined ? {} : { expectedPlan: choices.plan }),
          isPreview: choices.preview ?? false,
        }),
      );
      say(choices.json ? importAsJson(report) : linesOfImport(report).join('\n'));
      if (report.problems.length > 0) throw new Error(operatorMessages.placeProblems(report.problems.length));
    });
}

const answersIn = ({ accept = [], keep = [] }: ImportChoices): Map<string, RegisterAnswer> =>
  new Map([
    ...accept.map((row) => [row, RegisterAnswer.ACCEPT] as const),
    ...keep.map((row) => [row, RegisterAnswer.KEEP] as const),
  ]);
