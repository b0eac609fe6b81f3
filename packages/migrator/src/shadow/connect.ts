import { openSession } from '../database/postgres.ts';
import { openingText } from '../database/session-settings.ts';
import type { Row, Session } from '../model/ports.ts';
import type { Target } from '../model/target.ts';

/** Nobody else is in a shadow database: there is nothing to wait for, and a slow statement is the file's right. */
export const SHADOW_LIMITS = { lockTimeout: 0, statementTimeout: 0 };

/** Connects with the settings every file starts with, then runs `text` in the same message. */
export async function connect(
  target: Target,
  text = '',
): Promise<{ session: Session; opening: readonly (readonly Row[])[] }> {
  return openSession(target, `${openingText(SHADOW_LIMITS)} ${text}`);
}
