import type { Service } from "../contract/service.ts";
import { gates } from "./gates.ts";

export const service: Service = { gates };
