import { ec2Client } from "../../aws/ec2/client.ts";
import { expect, Failure, needsAws } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { availableImage, snapshotsOf } from "../kit/server/disks.ts";
import { runningServer } from "../kit/server/servers.ts";

const copied = "a copy of the image is available in the peer region";

export const proof: Proof = {
  checks: [
    {
      name: "the image is available",
      hint: "an image of 8 GiB takes some minutes (check --wait); one that is gone is taken anew by npm run class -- solve",
      async run(subject) {
        const { ImageId = "", Name = "" } = await availableImage(
          subject,
          subject.lab.text("imageId"),
        );
        return `${ImageId}, ${Name}`;
      },
    },
    {
      name: copied,
      hint: "a copy takes ten minutes (check --wait); one that is gone is made anew by npm run class -- solve",
      async run(subject) {
        const region = subject.lab.text("peerRegion");
        const { ImageId = "" } = await availableImage(
          subject,
          subject.lab.text("peerImageId"),
          region,
        );
        return `${ImageId} in ${region}`;
      },
    },
    {
      name: "the copy is encrypted",
      hint: "a copy made by hand may not be: delete it, and npm run class -- solve",
      async run(subject) {
        needsAws(subject, "does not show whether an image is encrypted");
        const { lab } = subject;
        const [id, region] = [lab.text("peerImageId"), lab.text("peerRegion")];
        const { BlockDeviceMappings = [] } = await availableImage(subject, id, region);
        const open = BlockDeviceMappings.filter(({ Ebs }) => Ebs && !Ebs.Encrypted);
        const names = open.map(({ DeviceName }) => DeviceName).join(", ");
        expect(open.length === 0, `${names} of image ${id} is not encrypted`);
        return `${id} in ${region}`;
      },
    },
    {
      name: "the accounts of shareWithAccounts may launch the shared image, nobody else any",
      hint: "npm run class -- solve adds an account that is missing; take off one that is too much in the EC2 console, AMIs, Edit AMI permissions",
      async run(subject) {
        const { lab } = subject;
        const wanted = lab.settings.shareWithAccounts as readonly string[];
        const ours = await whoMayLaunch(subject, lab.text("imageId"));
        expect(ours.length === 0, `the image itself is given to ${ours.join(", ")}`);
        if (wanted.length === 0) return "the lab shares with nobody";
        const shared = await whoMayLaunch(subject, lab.text("sharedImageId"));
        const missing = wanted.filter((account) => !shared.includes(account));
        expect(missing.length === 0, `not shared with ${missing.join(", ")}`);
        const strange = shared.filter((account) => !wanted.includes(account));
        expect(strange.length === 0, `shared with ${strange.join(", ")} too`);
        return shared.join(", ");
      },
    },
    {
      name: "the new server runs from the image",
      hint: "start it in the EC2 console; npm run class -- solve launches one that was terminated anew",
      async run(subject) {
        const { lab } = subject;
        const id = lab.text("instanceId");
        const { ImageId = "none" } = await runningServer(subject, id);
        const wanted = lab.text("imageId");
        expect(ImageId === wanted, `server ${id} runs from ${ImageId}, not from ${wanted}`);
        return `${id} from ${wanted}`;
      },
    },
  ],
  fault: {
    does: "the copy in the peer region is deregistered, and what it consists of deleted",
    foundBy: copied,
    make: dropCopy,
  },
};

/** Accounts, and groups: `all` is the world. */
async function whoMayLaunch({ aws }: Subject, ImageId: string): Promise<string[]> {
  const ec2 = await aws.client(ec2Client);
  const { LaunchPermissions = [] } = await ec2.describeImageAttribute({
    ImageId,
    Attribute: "launchPermission",
  });
  return LaunchPermissions.map(
    ({ UserId, Group, OrganizationArn, OrganizationalUnitArn }) =>
      UserId ?? Group ?? OrganizationArn ?? OrganizationalUnitArn ?? "somebody",
  );
}

async function dropCopy(subject: Subject): Promise<void> {
  const region = subject.lab.text("peerRegion");
  const ImageId = subject.lab.text("peerImageId");
  const snapshots = snapshotsOf(await availableImage(subject, ImageId, region));
  if (snapshots.size === 0) throw new Failure(`image ${ImageId} consists of nothing`);
  const ec2 = await subject.aws.client(ec2Client, region);
  await ec2.deregisterImage({ ImageId });
  // They cost something, and the stack does not know them.
  for (const SnapshotId of snapshots.values()) await ec2.deleteSnapshot({ SnapshotId });
}
