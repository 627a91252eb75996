import type { Instance } from "@aws-sdk/client-ec2";
import { errorMessage } from "../../../lib/errors.ts";
import type { Account } from "./account.ts";
import type { ServerId } from "./connection.ts";

/** The content of a server's disk at its first boot. */
export type Origin =
  | { readonly is: "new" }
  /** That of another server, from which its image was created. */
  | { readonly is: "image"; readonly of: ServerId; readonly instance: Instance }
  /** A disk that is not available on this machine, with the reason. */
  | { readonly is: "unknown"; readonly reason: string };

/** Names of Amazon Linux images; the sandbox supports no other system. */
const AMAZON_LINUX = /^(al2023|amzn2?)-/;

/** The origin of a server's disk: a plain Amazon Linux, or an image created from another server. */
export async function originOf(
  account: Account,
  region: string,
  { ImageId = "", Platform }: Instance,
): Promise<Origin> {
  if (Platform?.toLowerCase() === "windows")
    return unknown("a Windows server, and only Amazon Linux runs on this machine");
  const ec2 = await account.ec2(region);
  const image = await ec2.describeImages({ ImageIds: [ImageId] }).then(
    ({ Images: [found] = [] }) => found,
    (error: unknown) => {
      if (error instanceof Error && error.name.startsWith("InvalidAMIID")) return undefined;
      throw new Error(errorMessage(error), { cause: error });
    },
  );
  if (image === undefined)
    return unknown(`its image, ${ImageId}, is gone, so what it holds is not known`);
  const { SourceInstanceId, ImageOwnerAlias, Name = "" } = image;
  if (SourceInstanceId !== undefined) {
    const instance = (await account.instances(region)).get(SourceInstanceId);
    if (instance) return { is: "image", of: { region, instanceId: SourceInstanceId }, instance };
    return unknown(`the server that image ${ImageId} was taken of is gone`);
  }
  if (AMAZON_LINUX.test(Name)) return { is: "new" };
  return unknown(
    ImageOwnerAlias === undefined
      ? `image ${ImageId} was copied or registered, so what it holds is not known on this machine`
      : `it runs ${Name}, and only Amazon Linux runs on this machine`,
  );
}

/** The servers of a region that run or may run again, and those of which an image was taken. */
export async function lastingServers(
  account: Account,
  region: string,
): Promise<ReadonlySet<string>> {
  const all = [...(await account.instances(region))];
  const ended = all.filter(([, { State }]) => State?.Name === "terminated");
  const lasting = new Set(all.map(([id]) => id));
  if (ended.length === 0) return lasting;
  const ec2 = await account.ec2(region);
  const { Images = [] } = await ec2.describeImages({ Owners: ["self"] });
  const taken = new Set(Images.map(({ SourceInstanceId }) => SourceInstanceId));
  for (const [id] of ended) if (!taken.has(id)) lasting.delete(id);
  return lasting;
}

const unknown = (reason: string): Origin => ({ is: "unknown", reason });
