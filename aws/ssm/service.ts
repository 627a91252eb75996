import type { Service } from "../contract/service.ts";
import { answers } from "./mocks.ts";
import { offers } from "./offers.ts";

export const service: Service = { answers, offers };
