import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { python } from "../../../engine/emulator/moto.ts";

export type Input = Readonly<Record<string, unknown>>;

/** Access key id, secret and, of a session, token. */
export type Key = readonly [id: string, secret: string, token?: string];

/** May do everything. */
const ROOT: Key = ["test", "test"];

const SCRIPT = path.join(import.meta.dirname, "boto3_calls.py");

/** Calls of AWS's operations as any client makes them, one after the other, by boto3. */
export class AwsCalls {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(process: ChildProcessWithoutNullStreams) {
    this.#process = process;
    this.#answers = createInterface(process.stdout)[Symbol.asyncIterator]();
  }

  static async start(endpoint: string): Promise<AwsCalls> {
    const started = spawn(await python(() => undefined), [SCRIPT, endpoint]);
    started.stderr.pipe(process.stderr);
    return new AwsCalls(started);
  }

  async stop(): Promise<void> {
    this.#process.stdin.end();
    await once(this.#process, "close");
  }

  /** @param query what to return of the answer, in JMESPath @throws Error with AWS's code and message */
  async call(
    call: `${string}.${string}`,
    parameters: Input = {},
    query = "@",
    region = "ap-northeast-2",
    key = ROOT,
  ): Promise<unknown> {
    const [service, operation] = call.split(".");
    this.#process.stdin.write(
      `${JSON.stringify({ service, operation, parameters, query, region, key })}\n`,
    );
    const line = await this.#answers.next();
    assert.ok(!line.done, "boto3_calls.py ended");
    const { result, error } = JSON.parse(line.value) as { result?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  }
}
