/**
 * Declares, inside `describe`, that each test goes on from what the one before has left: none runs after a failure. Mocha's own
 * `bail` would end every other file that runs side by side, and hide what fails in them.
 */
export function inOrder(): void {
  let failed: string | undefined;
  beforeEach(() => {
    if (failed !== undefined) throw new Error(`Not run, because this failed before: ${failed}`);
  });
  afterEach(function () {
    // A test that is tried again has not failed yet.
    if (this.currentTest?.state === "failed") failed = this.currentTest.title;
  });
}
