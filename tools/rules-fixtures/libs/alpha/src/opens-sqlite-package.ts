// refused by imports: sqlite-driver
export * as sqlite from '@photostructure/sqlite';
