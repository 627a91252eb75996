import type { Service } from "../contract/service.ts";
import { answers } from "./mocks.ts";

export const service: Service = { answers };
