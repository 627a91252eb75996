import { setTimeout as sleep } from "node:timers/promises";
import { BELIEVED_MS } from "../../../engine/traffic/cache.ts";

/** A timer of Node can be early by a millisecond, and the clocks of two processes differ. */
const MORE_MS = 50;

/**
 * Waits until what traffic has read a moment ago is read again.
 *
 * @param times how often it is passed on before it is used @default once
 */
export const settled = (times = 1): Promise<void> => sleep(times * BELIEVED_MS + MORE_MS);
