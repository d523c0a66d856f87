import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own messages, in the engine's log. Its start-up chatter is debug. */
export class PinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug({ from: 'nest' }, String(message));
  }

  warn(message: unknown): void {
    this.logger.warn({ from: 'nest' }, String(message));
  }

  error(message: unknown, ...more: unknown[]): void {
    this.logger.error({ from: 'nest', more }, String(message));
  }

  debug(message: unknown): void {
    this.logger.trace({ from: 'nest' }, String(message));
  }
}
