/** What the tests of a `describe` print to stdout by `console.log`: it is kept, line by line, anew for each test. */
export function capturedConsole(): { readonly text: string } {
  const { log } = console;
  let lines: string[] = [];
  beforeEach(() => {
    lines = [];
    console.log = (line: string) => void lines.push(line);
  });
  afterEach(() => {
    console.log = log;
  });
  return {
    get text() {
      return lines.join("\n");
    },
  };
}
