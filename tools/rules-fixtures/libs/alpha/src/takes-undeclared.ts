// refused by imports: declared
export * as yargs from 'typescript';
