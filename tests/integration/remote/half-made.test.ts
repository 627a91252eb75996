import assert from "node:assert/strict";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { gone, kill } from "../../support/engine/class-processes.ts";
import { type AwsCall, FaultyProxy } from "../../support/engine/faulty-proxy.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { RemoteClass } from "./remote-class.ts";

const UP = ["up", "--yes", "--stack", "dev", "--expires", "8h"];
const DOWN = ["down", "--yes", "--stack", "dev"];
const LEFTOVERS = ["leftovers", "--stack", "dev", "--delete", "--yes", "aws-class"];
/** What is called after a resource was created, and before the class's tags are on it, if it can have any. */
const HALF_MADE = {
  bucket: {
    ...{ lab: "s3-bucket", type: "s3/Bucket", isCertain: true },
    isNext: ({ action }: AwsCall) => /^PUT \/s3-bucket-[0-9a-f]{7}\/?\?tagging/.test(action),
  },
  // Zones may have the same name, and Route 53 does not say when they were made.
  "hosted zone": {
    ...{ lab: "dns-zone", type: "route53/Zone", isCertain: false },
    isNext: ({ action }: AwsCall) => action.startsWith("POST /2013-04-01/tags/hostedzone/"),
  },
  "IAM group": {
    ...{ lab: "iam-users", type: "iam/Group", isCertain: true },
    isNext: ({ action }: AwsCall) => action === "GetGroup",
  },
} as const;

for (const [kind, { lab, type, isCertain, isNext }] of Object.entries(HALF_MADE))
  describe(`a ${kind} whose creation was killed before it had tags`, function () {
    this.timeout("5m");
    inOrder();
    let stack: RemoteClass;
    let proxy: FaultyProxy;
    before(async () => {
      stack = await RemoteClass.start({ "class:labs": { [lab]: true } });
      proxy = await FaultyProxy.before(stack.emulator.endpoint);
      stack.variables = { AWS_ENDPOINT_URL: proxy.endpoint };
      stack.pulumi("stack", "init", "dev");
    });
    after(async () => {
      for (const each of stack.processes) kill(each);
      await proxy.stop();
      await stack.stop();
    });

    /** Runs a command to its end, while the proxy answers in this process. */
    async function call(...args: string[]) {
      const child = stack.start(...args);
      const ended = once(child, "exit");
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      await ended;
      return { status: child.exitCode, said: stdout + stderr };
    }

    it("stays when everything is killed, and Pulumi's state does not have it", async () => {
      const reached = Promise.withResolvers<undefined>();
      proxy.faults = (call) => {
        if (!isNext(call)) return undefined;
        reached.resolve(undefined);
        return "silence";
      };
      const up = stack.start(...UP, "--verbose");
      up.stdout.resume(); // whoever stopped reading would end Pulumi by that
      const ended = once(up, "exit");
      await Promise.race([reached.promise, ended]);
      assert.equal(up.exitCode, null, "it has ended before that");
      up.kill("SIGKILL");
      // All at once: what saw another end could still change something.
      const all = stack.processes;
      for (const each of all) kill(each);
      for (const each of all) await gone(each);
      await ended;
      proxy.faults = () => undefined;
      const left = await inventory(stack.emulator);
      assert.ok(
        left.some((line) => line.includes(type)),
        left.join("\n"),
      );
    });

    it("is what down finds, and does not call the end clean for", async () => {
      stack.pulumi("cancel", "--yes", "--stack", "dev");
      const { status, said } = await call(...DOWN);
      assert.equal(status, 1, said);
      const found = `^${kind} .* pulumi up was killed while it created it`;
      assert.match(said, new RegExp(found, "m"));
      assert.match(said, /^Not clean: /m);
    });

    it("is deleted by leftovers once it was confirmed, and then down says that nothing is left", async () => {
      const certain = await call(...LEFTOVERS);
      // Users that it was creating have tags, and names of the settings.
      const [, uncertain] = /not certain: --delete --uncertain (\S+)\s*$/.exec(certain.said) ?? [];
      assert.equal(certain.said.includes(`deleted  ${kind} `), isCertain, certain.said);
      if (uncertain !== undefined) {
        const all = await call(...LEFTOVERS, "--uncertain", uncertain);
        assert.equal(all.status, 0, all.said);
      }
      assert.deepEqual(await inventory(stack.emulator), []);
      const { status, said } = await call(...DOWN);
      assert.equal(status, 0, said);
      assert.match(said, /^Nothing is left: /m);
    });
  });
