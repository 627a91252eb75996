/** Opening something to the internet requires a reason.
 *
 * @throws when the reason is missing or blank.
 */
export function requireReason(argument: string, reason: string | undefined): void {
  if (!reason?.trim())
    throw new Error(
      `${argument} is ${reason === undefined ? "missing" : "blank"}: opening something to the internet needs a reason, e.g. "lab: a public website"`,
    );
}
