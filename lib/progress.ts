/** Reports progress, one line at a time. */
export type Report = (line: string) => void;

export interface StepOptions {
  /** How long it usually takes, in seconds; shown when the step begins. */
  readonly expectSeconds?: number;
  /**
   * The terminal whose last line shows the elapsed seconds; without one, a line is reported now and then. @default stderr, if
   * a terminal
   */
  readonly terminal?: Pick<NodeJS.WriteStream, "write"> | undefined;
}

/** After this delay, a step shows that it is still running. */
const PATIENCE_MS = 2000;

const LINE_EVERY_SECONDS = 10;

/** After this delay, report what a usually quick operation is waiting for. */
const QUICK_MS = 5000;

/** Runs `work`, which is usually instant. It is reported like a step only when it takes longer. */
export async function quick<T>(
  report: Report,
  title: string,
  work: () => Promise<T>,
  quickMs = QUICK_MS,
): Promise<T> {
  const result = work();
  const late = Symbol();
  let telling: NodeJS.Timeout | undefined;
  const patience = new Promise<typeof late>((resolve) => {
    telling = setTimeout(() => {
      resolve(late);
    }, quickMs);
  });
  try {
    const first = await Promise.race([result, patience]);
    return first === late ? await step(report, title, () => result) : first;
  } finally {
    clearTimeout(telling);
  }
}

/** Runs `work`, reporting what it is, the elapsed time and how long it took. */
export async function step<T>(
  report: Report,
  title: string,
  work: () => Promise<T>,
  options: StepOptions = {},
): Promise<T> {
  const { expectSeconds, terminal = process.stderr.isTTY ? process.stderr : undefined } = options;
  report(expectSeconds === undefined ? title : `${title}, about ${expectSeconds} s`);
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  const ticking = setInterval(() => {
    const elapsed = Math.round(seconds());
    if (elapsed * 1000 < PATIENCE_MS) return;
    if (terminal) terminal.write(`\r\x1b[K  ${elapsed} s ...`);
    else if (elapsed % LINE_EVERY_SECONDS === 0) report(`  ${elapsed} s ...`);
  }, 1000);
  const finish = (how: string) => {
    clearInterval(ticking);
    if (seconds() * 1000 < PATIENCE_MS) return;
    terminal?.write("\r\x1b[K");
    report(`  ${how} after ${seconds().toFixed(1)} s`);
  };
  try {
    const result = await work();
    finish("done");
    return result;
  } catch (error) {
    finish("failed");
    throw error;
  }
}
