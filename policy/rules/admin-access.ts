import { opensPort } from "../ingress.ts";
import { everywhere, type ResourceRule, fsbp } from "../rule.ts";

const LOGIN = { SSH: 22, RDP: 3389 };

export const noOpenAdmin: ResourceRule = {
  id: "no-open-admin",
  why: "Within minutes of its start, a server whose SSH or RDP is open to the world is tried with stolen passwords and known holes.",
  source: fsbp("EC2.53"),
  fix: "name your own addresses in class:adminCidrs, or use Session Manager; class:allowOpenAdmin takes the reason for more",
  level: everywhere("mandatory"),
  check: (resource) =>
    Object.entries(LOGIN)
      .filter(([, port]) => opensPort(resource, port))
      .map(([protocol, port]) => `it lets the whole world reach ${protocol}, port ${port}`),
};
