// The process: node main.ts PORT EMULATOR PID FOLDER. It ends with the emulator, process PID; servers are kept in FOLDER.
import { answererFor } from "./answerer.ts";
import { answerersOf } from "./answerers.ts";
import { Emulated } from "./emulated.ts";
import { startNameServer } from "./names/name-server.ts";
import { resolve } from "./names/resolve.ts";
import { Zones } from "./names/zones.ts";
import { listen, trafficServer } from "./server.ts";

const [port = "", emulator = "", pid = "", folder = ""] = process.argv.slice(2);

/** How often the emulator's process is looked for; nothing is asked of it. */
const LOOK_EVERY_MS = 1000;

const emulated = new Emulated(emulator);
const answerers = answerersOf(emulated, folder);
const zones = new Zones(emulated);

/** Host names of AWS's that are served here have the address of this machine. */
const addressOf = async (host: string) =>
  (await answererFor(answerers, host)) === undefined ? undefined : "127.0.0.1";

const names = await startNameServer(
  async (question) => resolve(await zones.all(), question, { addressOf }),
  Number(port) + 1,
);
const own = { emulator, nameServer: `127.0.0.1:${names.port}` };
await listen(trafficServer(answerers, own), Number(port));

// By itself, so that Node keeps what it has compiled.
process.once("SIGTERM", () => process.exit(0));

setInterval(() => {
  try {
    process.kill(Number(pid), 0);
  } catch {
    process.exit(0); // whoever killed it did not know of this one
  }
}, LOOK_EVERY_MS);
