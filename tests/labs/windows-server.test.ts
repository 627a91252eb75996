import assert from "node:assert/strict";
import { keyFingerprint } from "../../components/server/public-key.ts";
import { windowsServer } from "../../labs/windows-server/lab.ts";
import { ED25519_KEY, RSA_KEY } from "../support/keys.ts";
import { type LabSettings, recordLab } from "../support/labs.ts";
import { ofType, only, type Recorded } from "../support/mocks.ts";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const INSTANCE = "aws:ec2/instance:Instance";
const KEY = "aws:ec2/keyPair:KeyPair";

const resources = async (settings: LabSettings = {}): Promise<Recorded[]> =>
  (await recordLab(windowsServer, settings)).resources;

const instance = async (settings: LabSettings = {}) =>
  only(await resources(settings), INSTANCE).inputs;

describe("lab windows-server", () => {
  it("has a root volume of 30 GiB that goes with it", async () => {
    const { rootBlockDevice } = await instance();
    const { volumeSize, deleteOnTermination } = rootBlockDevice as Record<string, unknown>;
    assert.deepEqual([volumeSize, deleteOnTermination], [30, true]);
  });

  it("lets Remote Desktop in from the administrators' addresses only", async () => {
    const { inputs } = only(await resources(), INGRESS);
    assert.deepEqual([inputs.fromPort, inputs.cidrIpv4], [3389, "203.0.113.7/32"]);
  });

  it("has a data volume of its own, which survives it", async () => {
    const made = await resources({ dataVolumeGiB: 10 });
    assert.equal(only(made, "aws:ebs/volume:Volume").inputs.size, 10);
    assert.equal(only(made, "aws:ec2/volumeAttachment:VolumeAttachment").inputs.deviceName, "xvdf");
  });

  it("takes the data volume along when it is not to be kept", async () => {
    const made = await resources({ keepDataVolume: false });
    const [device] = only(made, INSTANCE).inputs.ebsBlockDevices as Record<string, unknown>[];
    assert.deepEqual([device?.deviceName, device?.deleteOnTermination], ["xvdf", true]);
    assert.equal(only(made, INSTANCE).name, "windows-server-disposable"); // a new server, not a changed one
    assert.deepEqual(ofType(made, "aws:ebs/volume:Volume"), []);
  });

  it("leaves the disk to the students, or initializes it", async () => {
    assert.equal((await instance()).userData, undefined);
    const { userData } = await instance({ initializeDisk: true });
    assert.match(String(userData), /^<powershell>[^]*Initialize-Disk[^]*-PartitionStyle MBR/);
  });

  it("exports the file for Remote Desktop", async () => {
    const { outputs } = await recordLab(windowsServer);
    assert.match(
      String(outputs.rdpFile),
      /full address:s:windows-server\.compute\.example\.com\r\nusername:s:Administrator/,
    );
  });

  it("exports from where Remote Desktop is allowed", async () => {
    const from = async (adminCidrs: string[]) =>
      (await recordLab(windowsServer, {}, { adminCidrs })).outputs.rdpFrom;
    assert.equal(await from(["203.0.113.7/32"]), "203.0.113.7/32");
    assert.equal(await from([]), "nobody");
  });

  it("leads Remote Desktop through Session Manager where port 3389 is closed", async () => {
    const { outputs } = await recordLab(windowsServer, {}, { adminCidrs: [] });
    assert.match(String(outputs.rdpFile), /full address:s:localhost:13389\r\n/);
    assert.match(String(outputs.rdpTunnel), /portNumber=3389,localPortNumber=13389$/);
  });

  describe("with an RSA key", () => {
    it("of the class decrypts the password with it", async () => {
      const { resources: made, outputs } = await recordLab(
        windowsServer,
        {},
        { publicKey: RSA_KEY, privateKeyFile: ".class/keys/test.pem" },
      );
      assert.equal(only(made, KEY).name, "key");
      assert.match(
        String(outputs.password),
        /^aws ec2 get-password-data --instance-id windows-server-id --priv-launch-key \.class\/keys\/test\.pem /,
      );
    });

    it("of its own imports that", async () => {
      const { resources: made, outputs } = await recordLab(
        windowsServer,
        { publicKey: RSA_KEY },
        { privateKeyFile: ".class/keys/test.pem" },
      );
      assert.equal(only(made, KEY).name, "windows-server");
      assert.match(String(outputs.password), /--priv-launch-key ~\/\.ssh\/id_rsa /);
      assert.equal(outputs.passwordKey, keyFingerprint(RSA_KEY));
    });

    it("of its own that is the class's, too, has the class's file", async () => {
      const { outputs } = await recordLab(
        windowsServer,
        { publicKey: RSA_KEY },
        { publicKey: RSA_KEY, privateKeyFile: ".class/keys/test.pem" },
      );
      assert.match(String(outputs.password), /--priv-launch-key \.class\/keys\/test\.pem /);
    });
  });

  describe("with an ED25519 key, which Windows cannot use", () => {
    it("has no key pair, and exports how to set the password", async () => {
      const { resources: made, outputs } = await recordLab(windowsServer);
      assert.deepEqual(ofType(made, KEY), []);
      assert.equal("password" in outputs, false);
      assert.equal(outputs.sessionManager, "aws ssm start-session --target windows-server-id");
      assert.equal(outputs.setPassword, "net user Administrator *");
    });

    it("of its own is refused", () => {
      assert.equal(windowsServer.settings.safeParse({ publicKey: ED25519_KEY }).success, false);
    });
  });
});
