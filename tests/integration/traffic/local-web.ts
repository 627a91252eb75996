import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import { webRequest, type WebRequest } from "../../../aws/web-request.ts";
import { emulatorEnv } from "../../../engine/emulator/emulator-answer.ts";
import { answerersOf } from "../../../engine/traffic/answerers.ts";
import { Emulated } from "../../../engine/traffic/emulated.ts";
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

  const start = async (): Promise<void> => {
    const emulated = new Emulated(endpoint());
    const answerers = answerersOf(emulated, folder);
    const authority = new Authority(path.join(folder, "tls"));
    server = trafficServer(answerers, { emulator: endpoint(), authority });
    const port = await listen(server, 0);
    await introduce(endpoint(), port, emulated.token);
    web = `http://127.0.0.1:${port}`;
    aws = new Aws({ region: REGION, env: { ...emulatorEnv(endpoint()), AWS_CLASS_WEB: web } });
  };
  const stop = (): void => {
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
