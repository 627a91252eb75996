import { FROZEN, type Freeze, frozenAs } from "../contract/freeze.ts";
import type { Service } from "../contract/service.ts";
import { ec2Client } from "./client.ts";
import { INSTANCE } from "./types.ts";

const server: Freeze = {
  async freeze(aws, { id, region }) {
    const ec2 = await aws.client(ec2Client, region);
    const InstanceIds = [id];
    const { Reservations = [] } = await ec2.describeInstances({ InstanceIds });
    const state = Reservations[0]?.Instances?.[0]?.State?.Name;
    if (state !== "running" && state !== "pending") return false;
    await ec2.createTags({ Resources: [id], Tags: [{ Key: FROZEN, Value: "running" }] });
    await ec2.stopInstances({ InstanceIds });
    return true;
  },
  async thaw(aws, { id, region }) {
    const ec2 = await aws.client(ec2Client, region);
    const InstanceIds = [id];
    const { Reservations = [] } = await ec2.describeInstances({ InstanceIds });
    if (frozenAs(Reservations[0]?.Instances?.[0]?.Tags) === undefined) return false;
    await ec2.startInstances({ InstanceIds });
    await ec2.deleteTags({ Resources: [id], Tags: [{ Key: FROZEN }] });
    return true;
  },
};

export const freezes: NonNullable<Service["freezes"]> = { [INSTANCE]: server };
