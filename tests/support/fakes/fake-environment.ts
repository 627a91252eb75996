/** Has variables of this process set in each test, and as they were after it. Call it inside `describe`. */
export function fakeEnvironment(variables: () => Readonly<Record<string, string>>): void {
  let before: NodeJS.ProcessEnv = {};
  beforeEach(() => {
    before = { ...process.env };
    Object.assign(process.env, variables());
  });
  afterEach(() => {
    for (const name of Object.keys(process.env))
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });
}
