/** Puts the tests of a `describe` into a time zone. */
export function inTimeZone(zone: string): void {
  const { TZ } = process.env;
  before(() => {
    process.env.TZ = zone;
  });
  after(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });
}
