/** What the tests of a `describe` print to stdout by `console.log`: it is kept, line by line, anew for each test. */
export function capturedConsole(): { readonly text: string } {
  const captured = capture("log");
  return {
    get text() {
      return captured.lines.join("\n");
    },
  };
}

/** What they print to stderr by `console.error`. */
export const capturedErrors = (): { readonly lines: readonly string[] } => capture("error");

function capture(stream: "log" | "error"): { readonly lines: readonly string[] } {
  const { log, error } = console;
  let lines: string[] = [];
  beforeEach(() => {
    lines = [];
    console[stream] = (line: string) => void lines.push(line);
  });
  afterEach(() => {
    Object.assign(console, { log, error });
  });
  return {
    get lines() {
      return lines;
    },
  };
}
