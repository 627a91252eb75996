// Runs inside the sandbox, in the place of Elastic Beanstalk's web server: starts the application, and passes requests to its port.
// A line of JSON for each request on standard input, and for who does not wait for one any more; for each answer one on descriptor 3.
//   relay.ts COMMAND PORT SECONDS PROPERTIES, a file
// The environment's properties are the application's alone: NODE_OPTIONS among them would run its code here.
import { spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { createInterface } from "node:readline";

interface Asked {
  readonly id: number;
  /** Nobody waits for the answer to the request of this number any more. */
  readonly gone?: true;
  readonly method: string;
  /** Without one, only whether the application accepts connections. */
  readonly path?: string;
  readonly headers: IncomingHttpHeaders;
  /** In base64. @default none */
  readonly body?: string;
}

const [command = "", ownPort = "", seconds = "", file = ""] = process.argv.slice(2);

/** How long the application has for its start. */
const START_MS = 10_000;
const AGAIN_MS = 50;

/** The largest answer, in bytes: its line has a third more, and has to be shorter than what is read. */
const MOST_BYTES = 5 * 1024 * 1024;

const properties = readFileSync(file, "utf8")
  .split("\0")
  .filter(Boolean)
  .map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)] as const);
const given = new Map([...Object.entries(process.env), ["PORT", ownPort], ...properties]);
const env = {
  ...Object.fromEntries(given),
  PATH: `${process.cwd()}/node_modules/.bin:${given.get("PATH")}`,
};
const port = Number(given.get("PORT"));

const started = performance.now();
const answers = createWriteStream("", { fd: 3 });
const application = spawn("/bin/bash", ["-c", command], {
  stdio: ["ignore", "inherit", "inherit"],
  env,
});
application.on("error", () => process.exit(1));
application.on("exit", (code) => process.exit(code ?? 1));

// Everything is loaded: the bundle can be deleted from where it was staged.
answers.write("\n");

/** Of each request that has no answer yet. */
const visitors = new Map<number, AbortController>();

const tell = (id: number, answer: object): void => {
  visitors.delete(id);
  answers.write(`${JSON.stringify({ id, ...answer })}\n`);
};

/** The signal holds for all of an answer: one that never ends is late, too. */
const answered = ({ method, path, headers, body }: Asked, signal: AbortSignal): Promise<object> =>
  new Promise((resolve, reject) => {
    const to = { host: "127.0.0.1", port, method, path, signal };
    const passed = request({ ...to, headers: { ...headers, connection: "close" } }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= MOST_BYTES) return;
        resolve({ how: "too large" });
        passed.destroy();
      });
      response.on("end", () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString("base64") });
      });
      response.on("error", reject);
    });
    passed.on("error", reject);
    signal.addEventListener("abort", reject);
    passed.end(body === undefined ? undefined : Buffer.from(body, "base64"));
  });

const connected = (signal: AbortSignal): Promise<object> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, signal }, () => {
      resolve({ how: "connected" });
      socket.destroy();
    });
    socket.on("error", reject);
  });

/** Whatever is asked, it ends with an answer, and does not end the relay. */
async function pass(asked: Asked, gone: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(Number(seconds) * 1000)]);
  try {
    const answer = asked.path === undefined ? connected(signal) : answered(asked, signal);
    tell(asked.id, await answer);
  } catch (error) {
    const isRefused = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
    if (isRefused && performance.now() - started < START_MS)
      setTimeout(() => void pass(asked, gone), AGAIN_MS);
    else tell(asked.id, { how: signal.aborted ? "late" : "refused" });
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line) as Asked;
  if (asked.gone) {
    visitors.get(asked.id)?.abort();
    return;
  }
  const visitor = new AbortController();
  visitors.set(asked.id, visitor);
  void pass(asked, visitor.signal);
});
