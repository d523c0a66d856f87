export { loadMapping, MappingInvalid } from './load-mapping';
export type { Mapping } from './mapping';
export { mappingSchema } from './mapping-schema';
export { planImport } from './plan';
export type {
  Finding,
  FindingCode,
  ImportPlan,
  InputFile,
  ProjectStatement,
  ReadFile,
  RefusedFile,
  ReturnPlan,
  Rounded,
  Unreadable,
} from './plan-types';
export { reportOf, reportText, type ImportReport } from './report';
export { runImport } from './run';
export type {
  ImportClient,
  ImportCommand,
  ImportOutcome,
  KnownReturn,
  Progress,
  RefusedCommand,
  RunOptions,
  Submitted,
} from './run-types';
