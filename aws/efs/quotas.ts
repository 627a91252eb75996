import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { fileSystems } from "./finder.ts";
import { FILE_SYSTEM } from "./types.ts";

export const quotas: readonly Quota[] = [
  {
    what: "file systems (EFS)",
    service: "elasticfilesystem",
    code: "L-848C634D",
    standard: 1000,
    source: "https://docs.aws.amazon.com/efs/latest/ug/limits.html",
    needs: oneEach([FILE_SYSTEM]),
    used: foundBy(fileSystems),
  },
];
