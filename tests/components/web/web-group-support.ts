import { WebGroup, type WebGroupArgs } from "../../../components/web/web-group.ts";
import { only, record, type Recorded } from "../../support/mocks.ts";

export const GROUP = "aws:autoscaling/group:Group";
export const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

export const base: WebGroupArgs = {
  subnetIds: ["subnet-a", "subnet-c"],
  securityGroupId: "sg-1",
  profileName: "profile-1",
  userData: "#!/bin/sh\necho hello",
};

export const make = (args: Partial<WebGroupArgs> = {}): Promise<Recorded[]> =>
  record(() => new WebGroup("web", { ...base, ...args }));

export const group = async (args: Partial<WebGroupArgs> = {}) =>
  only(await make(args), GROUP).inputs;
export const template = async (args: Partial<WebGroupArgs> = {}) =>
  only(await make(args), TEMPLATE).inputs;
