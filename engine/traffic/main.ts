// The process: node main.ts PORT EMULATOR PID FOLDER. It ends with the emulator, process PID; its data is in FOLDER.
import { errorMessage } from "../../lib/errors.ts";
import { answerersOf } from "./answerers.ts";
import { Databases } from "./databases/databases.ts";
import { Emulated } from "./emulated.ts";
import { databasesIn, serversIn, tlsIn } from "./folders.ts";
import { introduce } from "./introduction.ts";
import { startNames } from "./names/names.ts";
import { listen, trafficServer } from "./server.ts";
import { Authority } from "./tls/authority.ts";

const [port = "", emulator = "", pid = "", folder = ""] = process.argv.slice(2);

/** How often to check that the emulator's process runs, without sending it requests. */
const LOOK_EVERY_MS = 1000;

/** After so many looks the emulator is told again where this process listens: another one may have said so of itself. */
const LOOKS = 5;

const emulated = new Emulated(emulator);
const answerers = answerersOf(emulated, serversIn(folder));
const names = await startNames(emulated, answerers, Number(port) + 1);
const authority = new Authority(tlsIn(folder));
const databases = new Databases(emulated, authority, databasesIn(folder));
const own = {
  emulator,
  nameServer: `127.0.0.1:${names.port}`,
  authority,
  database: (host: string, isReady: boolean) => databases.at(host, isReady),
};
const server = trafficServer(answerers, own);
const bound = await listen(server, Number(port));
databases.reopen().catch((error: unknown) => {
  console.error(errorMessage(error));
});

// A normal exit, so that Node saves its compile cache.
process.once("SIGTERM", () => process.exit(0));

let isKnown = await introduce(emulator, bound, emulated.token);
let looks = 0;

setInterval(() => {
  looks += 1;
  if (!isKnown || looks % LOOKS === 0)
    void introduce(emulator, bound, emulated.token).then((isIntroduced) => {
      isKnown = isIntroduced;
    });
  try {
    process.kill(Number(pid), 0);
  } catch {
    process.exit(0); // the emulator was killed without stopping this process
  }
}, LOOK_EVERY_MS);
