// Runs inside the sandbox, in the place of Elastic Beanstalk's web server: starts the application, and passes requests to its port.
// A line of JSON for each request on standard input, and for each answer on descriptor 3.
//   relay.ts COMMAND PORT SECONDS
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { createInterface } from "node:readline";

interface Asked {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

const [command = "", port = "", seconds = ""] = process.argv.slice(2);

/** How long the application has for its start. */
const START_MS = 10_000;
const AGAIN_MS = 50;

const started = performance.now();
const answers = createWriteStream("", { fd: 3 });
const application = spawn("/bin/bash", ["-c", command], {
  stdio: ["ignore", "inherit", "inherit"],
});
application.on("exit", (code) => process.exit(code ?? 1));

// Everything is loaded: the bundle can be deleted from where it was staged.
answers.write("\n");

const tell = (id: number, answer: object): void => {
  answers.write(`${JSON.stringify({ id, ...answer })}\n`);
};

function pass(asked: Asked): void {
  const { id, method, path, headers } = asked;
  const passed = request(
    { host: "127.0.0.1", port, method, path, headers: { ...headers, connection: "close" } },
    (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const body = Buffer.concat(chunks).toString("base64");
        tell(id, { status: response.statusCode, headers: response.headers, body });
      });
      response.on("error", () => {
        tell(id, { refused: true });
      });
    },
  );
  passed.setTimeout(Number(seconds) * 1000, () => {
    tell(id, { late: true });
    passed.destroy();
  });
  passed.on("error", (error: NodeJS.ErrnoException) => {
    const isStarting = error.code === "ECONNREFUSED" && performance.now() - started < START_MS;
    if (isStarting) setTimeout(pass, AGAIN_MS, asked);
    else tell(id, { refused: true });
  });
  passed.end();
}

createInterface({ input: process.stdin }).on("line", (line) => {
  pass(JSON.parse(line) as Asked);
});
