import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@tabularium/event-store';
import { ReadStoreUnavailable } from '@tabularium/read-store';
import { pino, type Logger } from 'pino';
import type { Settings } from '../config/settings';
import { isAlone } from '../stores';
import { openWaitingRoom, type WaitingRoom } from './waiting-room.adapter';

const FIRST_PAUSE_MS = 250;
/** A server that restarts is back within seconds, and so is who waits for it. */
const LONGEST_PAUSE_MS = 1_000;

/**
 * Opens what needs the servers that the settings name. While they do not answer it tries again, with growing pauses, says
 * so in the log, and the health checks of the address say so too. Rejects with whatever else keeps it from opening.
 */
export async function whenServersAnswer<T>(
  settings: Settings,
  open: () => Promise<T>,
  logger: Logger = pino({ level: settings.logLevel }),
): Promise<T> {
  let room: WaitingRoom | undefined;
  let told: string | undefined;
  try {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await open();
      } catch (error) {
        if (!(error instanceof Error) || !isAway(error, settings)) throw error;
        if (told !== error.message) logger.warn({ reason: error.message }, 'waiting for the servers');
        told = error.message;
        room ??= await openWaitingRoom(settings, told);
        room.because(told);
      }
      await sleep(pauseMs);
    }
  } finally {
    await room?.close();
  }
}

/** An embedded log that cannot be opened belongs to another process, and does not become free by waiting. */
const isAway = (error: Error, settings: Settings): boolean =>
  error instanceof ReadStoreUnavailable || (error instanceof StoreUnavailable && !isAlone(settings));
