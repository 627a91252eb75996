import { requireReason } from "../shared/reason.ts";
import type { OperatingSystem } from "./ami.ts";
import { type Ingress, opensToWorld } from "./ingress.ts";

/** The login protocol of each operating system. */
const LOGIN = {
  "amazon-linux-2023": { protocol: "SSH", port: 22 },
  "windows-2022": { protocol: "RDP", port: 3389 },
} as const satisfies Record<OperatingSystem, unknown>;

/** Ingress rules for administrators: SSH for Linux, RDP for Windows. */
export function adminIngress(
  os: OperatingSystem,
  cidrs: readonly string[],
): Record<string, Ingress> {
  const { protocol, port } = LOGIN[os];
  const rules = cidrs.map((cidr) => [
    `${protocol.toLowerCase()}-${cidr}`,
    { port, cidr, description: `${protocol} for administrators` },
  ]);
  return Object.fromEntries(rules) as Record<string, Ingress>;
}

/** @throws when a block is malformed, or the whole internet could log in and no reason is given. */
export function checkAdminAccess(
  os: OperatingSystem,
  rules: readonly Ingress[],
  openAdminReason: string | undefined,
): void {
  const open = rules.filter((rule) => opensToWorld(rule, LOGIN[os].port));
  if (open.length > 0) requireReason("openAdminReason", openAdminReason);
}
