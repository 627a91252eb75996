/** @throws when `value` is not a whole number from `least` to `most`. */
export function inRange(what: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${what} is ${value}; it must be a whole number from ${least} to ${most}`);
}
