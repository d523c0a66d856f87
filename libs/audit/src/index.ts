export { auditContext } from './audit.module';
