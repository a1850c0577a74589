import type { ExportKind } from './export.enums.js';

export type NumbersKind = ExportKind.COMPARISON | ExportKind.STREETS | ExportKind.SUMMARY | ExportKind.TREND;
