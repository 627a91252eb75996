// The process: node main.ts PORT EMULATOR PID. It ends with the emulator, process PID.
import { answerersOf } from "./answerers.ts";
import { Emulated } from "./emulated.ts";
import { listen, trafficServer } from "./server.ts";

const [port = "", emulator = "", pid = ""] = process.argv.slice(2);

/** How often the emulator's process is looked for; nothing is asked of it. */
const LOOK_EVERY_MS = 1000;

await listen(trafficServer(answerersOf(new Emulated(emulator)), { emulator }), Number(port));

// By itself, so that Node keeps what it has compiled.
process.once("SIGTERM", () => process.exit(0));

setInterval(() => {
  try {
    process.kill(Number(pid), 0);
  } catch {
    process.exit(0); // whoever killed it did not know of this one
  }
}, LOOK_EVERY_MS);
