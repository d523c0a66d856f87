import { Option, type Command } from 'commander';
import type { Query } from '../api/api';
import { collect, commaList } from './numbers';
import { whereOf } from './where';

export interface FilterOptions {
  readonly where?: readonly string[];
}

export interface ColumnsOption {
  readonly columns?: readonly string[];
}

export const addWhere = (command: Command): Command =>
  command.option(
    '--where <condition>',
    'column=value, column>=value, column<=value, column~part; may be repeated',
    collect,
  );

export const addColumns = (command: Command): Command =>
  command.addOption(new Option('--columns <a,b>', 'only these columns, in this order').argParser(commaList));

export const whereQuery = ({ where = [] }: FilterOptions): Query => where.map(whereOf);
