import type { Service } from "../contract/service.ts";
import {
  ACCESS_KEY,
  GROUP,
  INSTANCE_PROFILE,
  ROLE,
  ROLE_POLICY,
  USER,
  USER_LOGIN_PROFILE,
  USER_POLICY,
} from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [ACCESS_KEY]: () => ({ secret: "mock-secret-access-key" }),
  [GROUP]: (name) => ({ name }),
  [INSTANCE_PROFILE]: (name) => ({ name }),
  [ROLE]: (name) => ({ name }),
  [ROLE_POLICY]: (name) => ({ name }),
  [USER_LOGIN_PROFILE]: () => ({ password: "mock-password" }),
  [USER]: (name) => ({ name }),
  [USER_POLICY]: (name) => ({ name }),
};
