import assert from "node:assert/strict";
import { NoConnectionError, NotServedError } from "../../../../aws/web-request.ts";
import { linuxUserData } from "../../../../components/server/user-data.ts";
import { sandboxProblem } from "../../../../engine/traffic/boot/problem.ts";
import { launches } from "./launches.ts";

const problem = await sandboxProblem();

const userDataOf = (page: string): Promise<string> =>
  new Promise((resolve) => {
    linuxUserData([{ name: "web-server", env: { PAGE: page } }]).apply(resolve);
  });

/** Servers that are launched by AWS's API, as strangers see them. */
describe("servers at their addresses", () => {
  const { unique, visit, restart, ec2, settles, imageOf, groupFor, launch, now } = launches();

  const noConnection = (asked: Promise<unknown>, code: string, reason: RegExp) =>
    assert.rejects(asked, (error) => {
      assert.ok(error instanceof NoConnectionError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, reason);
      return true;
    });

  describe(
    problem === undefined ? "in the sandbox" : `in the sandbox (skipped: ${problem})`,
    () => {
      before(function () {
        if (problem !== undefined) this.skip(); // the title says which
      });

      it("have the page of their user data, at address and name, and boot once", async () => {
        const script = `#!/bin/bash
        dnf install -y httpd && systemctl enable --now httpd
        date +%N >/var/www/html/index.html`;
        const { ip, dns } = await launch(script);
        const { status, body, headers } = await visit(`http://${ip}/`);
        assert.deepEqual([status, headers.get("content-type")], [200, "text/html; charset=UTF-8"]);
        assert.match(body, /^\d{9}\n$/);
        assert.equal((await visit(`http://${dns}/`)).body, body);
        await restart();
        assert.equal((await visit(`http://${ip}/`)).body, body);
      });

      it("answer their port 80 only, and refuse where nothing has started", async () => {
        const { ip } = await launch("#!/bin/bash\nexit 3");
        const reason = /no web server runs on i-\w+: its user data ended with exit code 3/;
        await noConnection(visit(`http://${ip}/`), "ECONNREFUSED", reason);
        await noConnection(
          visit(`http://${ip}:8080/`),
          "ETIMEDOUT",
          /port 8080 .* is closed to the/,
        );
      });

      it("are stopped, started and terminated", async () => {
        const { id, ip } = await launch(`#!/bin/bash
        dnf install -y httpd && systemctl start httpd
        echo hello >/var/www/html/index.html`);
        assert.equal((await visit(`http://${ip}/`)).body, "hello\n");
        const client = await ec2();
        await client.stopInstances({ InstanceIds: [id] });
        await settles();
        await assert.rejects(visit(`http://${ip}/`), NotServedError);
        await client.startInstances({ InstanceIds: [id] });
        await settles();
        const again = await now(id);
        // httpd was started, and not enabled.
        await noConnection(visit(`http://${again.ip}/`), "ECONNREFUSED", /no web server runs/);
        await client.terminateInstances({ InstanceIds: [id] });
        await settles();
        await assert.rejects(visit(`http://${again.ip}/`), NotServedError);
      });

      it("begin with the pages of the server that their image was taken of", async () => {
        const source = await launch(await userDataOf("<title>first</title>"));
        const client = await ec2();
        const taken = await client.createImage({ InstanceId: source.id, Name: unique("image") });
        await client.terminateInstances({ InstanceIds: [source.id] });
        const image = taken.ImageId ?? "";
        const { ip } = await launch("#!/bin/bash\necho more >/var/www/html/more", { image });
        assert.equal((await visit(`http://${ip}/`)).body, "<title>first</title>\n");
        assert.equal((await visit(`http://${ip}/more`)).body, "more\n");
      });
    },
  );

  it("time out for strangers whom their security groups do not let in", async () => {
    const { ip } = await launch("#!/bin/bash", { group: await groupFor("198.51.100.77/32") });
    await noConnection(
      visit(`http://${ip}/`),
      "ETIMEDOUT",
      /port 80 of server i-\w+ is closed to the internet by its security groups/,
    );
  });

  it("say so where this machine cannot run them", async () => {
    const { ip } = await launch("#!/bin/bash", { image: await imageOf("ubuntu/*") });
    await assert.rejects(visit(`http://${ip}/`), (error) => {
      assert.ok(error instanceof NotServedError);
      assert.match(
        error.message,
        /i-\w+: it runs ubuntu.*, and only Amazon Linux runs on this machine/,
      );
      return true;
    });
  });
});
