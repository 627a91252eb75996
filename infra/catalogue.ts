import type { Lab } from "./lab.ts";
import { linuxServer } from "./labs/linux-server.ts";
import { loadBalancer } from "./labs/load-balancer.ts";
import { vpcManual } from "./labs/vpc-manual.ts";

/** Every lab, in class order. */
export const catalogue: readonly Lab[] = [linuxServer, vpcManual, loadBalancer];
