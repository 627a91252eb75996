import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import { webRequest, type WebRequest } from "../../../aws/web-request.ts";
import { emulatorEnv } from "../../../engine/emulator/emulator-answer.ts";
import { answerersOf } from "../../../engine/traffic/answerers.ts";
import { Emulated } from "../../../engine/traffic/emulated.ts";
import { CLOCK, type Clock } from "../../../engine/traffic/clock.ts";
import { introduce } from "../../../engine/traffic/introduction.ts";
import { listen, trafficServer } from "../../../engine/traffic/server.ts";
import { Authority } from "../../../engine/traffic/tls/authority.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

export const REGION = "ap-northeast-2";

/** An emulated AWS with its traffic, and who visits its host names by a proxy. Call it inside `describe`. */
export function localWeb() {
  const { endpoint, unique } = emulatedAws();
  let folder: string;
  let server: ReturnType<typeof trafficServer>;
  let aws: Aws;
  let web: string;
  let clock: StoppableClock;

  const start = async (): Promise<void> => {
    const emulated = new Emulated(endpoint());
    clock = new StoppableClock();
    const answerers = answerersOf(emulated, folder, clock);
    const authority = new Authority(path.join(folder, "tls"));
    server = trafficServer(answerers, { emulator: endpoint(), authority });
    const port = await listen(server, 0);
    await introduce(endpoint(), port, emulated.token);
    web = `http://127.0.0.1:${port}`;
    aws = new Aws({ region: REGION, env: { ...emulatorEnv(endpoint()), AWS_CLASS_WEB: web } });
  };
  const stop = (): void => {
    clock.stop();
    server.closeAllConnections();
    server.close();
  };
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-servers-"));
    await start();
  });
  after(() => {
    stop();
    rmSync(folder, { recursive: true });
  });

  return {
    unique,
    aws: () => aws,
    web: () => web,
    /** As after the process was killed: what it knows, it reads again. */
    restart: async () => {
      stop();
      await start();
    },
    visit: async (url: string, request?: WebRequest) => {
      const response = await webRequest(aws, url, request);
      const { status, headers } = response;
      return { status, headers, body: await response.text() };
    },
  };
}

/** The machine's clock, until it is stopped: as when the process ends, nothing is repeated any more. */
class StoppableClock implements Clock {
  readonly now = CLOCK.now;
  readonly #waiting = new Set<() => void>();
  #isStopped = false;

  readonly later = (ms: number, call: () => void): (() => void) => {
    if (this.#isStopped) return () => undefined;
    const cancel = CLOCK.later(ms, () => {
      this.#waiting.delete(cancel);
      call();
    });
    this.#waiting.add(cancel);
    return () => {
      this.#waiting.delete(cancel);
      cancel();
    };
  };

  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
  }
}
