import { ExplainedError } from "../../lib/errors.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { type Language, userLanguage } from "../console/language.ts";
import { LOCAL } from "../console/shared-options.ts";
import { checkStack } from "../pulumi/stack-file.ts";
import { askStacks } from "./ask-stacks.ts";
import { BoardModel } from "./board.ts";
import { Feed } from "./feed.ts";
import { boardPage } from "./page.ts";
import { partsOf } from "./parts.ts";
import { type BoardServer, serveBoard } from "./server.ts";
import { Sources } from "./sources.ts";

export interface BoardOptions {
  readonly stack: string;
  /** @default any free one */
  readonly port: number | undefined;
  /** @default the locale's */
  readonly lang: Language | undefined;
}

/** The board cannot be served at that port. */
export class PortError extends ExplainedError {}

/**
 * `npm run class -- board`: shows the class live in a browser on this machine, until Ctrl+C. It changes nothing; the class need
 * not be up yet.
 *
 * @returns the exit code
 * @throws NoStackError, PortError
 */
export async function showBoard({ stack, port, lang }: BoardOptions): Promise<number> {
  if (stack !== LOCAL) checkStack(stack);
  const language = lang ?? userLanguage();
  const feed = new Feed();
  const model = new BoardModel();
  const sources = new Sources(stack, {
    ask: () => askStacks(stack),
    changed: (known) => {
      feed.publish(partsOf(model.at(known, Date.now()), language));
    },
  });
  sources.start();
  try {
    const server = await serving(feed, () => boardPage(feed.parts, stack, language), port);
    console.log(`Board     ${server.url} (this machine only; Ctrl+C ends it)`);
    await interrupted();
    server.stop();
  } finally {
    sources.stop();
  }
  return EXIT_CODES.done;
}

/** @throws PortError */
async function serving(feed: Feed, page: () => string, port?: number): Promise<BoardServer> {
  try {
    return await serveBoard(feed, page, port);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!["EADDRINUSE", "EACCES"].includes(code)) throw error;
    throw new PortError(
      `--port ${port ?? 0} cannot be used (${code}): choose another port, or leave it out for any free one`,
      { cause: error },
    );
  }
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    process.once("SIGINT", end).once("SIGTERM", end);
  });
