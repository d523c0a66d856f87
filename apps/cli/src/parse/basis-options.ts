import type { Command } from 'commander';
import { given, type Query } from '../api/api';

export interface BasisOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
}

export const addBasisOptions = (command: Command): Command =>
  command
    .option('--as-of <date>', 'in force on this day (YYYY-MM-DD) or instant; default today')
    .option('--known-at <when>', 'as known then: a log index or an instant; default now');

export const basisQuery = ({ asOf, knownAt }: BasisOptions): Query => given({ asOf, knownAt });
