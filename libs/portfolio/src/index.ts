export * from './portfolio.module';
