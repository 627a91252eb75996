import { opensPort } from "../ingress.ts";
import { everywhere, type ResourceRule, fsbp } from "../rule.ts";

const LOGIN = { SSH: 22, RDP: 3389 };

export const noOpenAdmin: ResourceRule = {
  id: "no-open-admin",
  why: "A server with SSH or RDP open to the internet is attacked within minutes, with stolen passwords and known vulnerabilities.",
  source: fsbp("EC2.53"),
  fix: "set class:adminCidrs to your own addresses, or use Session Manager; class:allowOpenAdmin takes a reason to open it to everyone",
  level: everywhere("mandatory"),
  check: (resource) =>
    Object.entries(LOGIN)
      .filter(([, port]) => opensPort(resource, port))
      .map(([protocol, port]) => `it opens ${protocol} (port ${port}) to the internet`),
};
