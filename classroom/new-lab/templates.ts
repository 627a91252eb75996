import { exportName } from "./catalogue-line.ts";

/** A lab without resources yet. Its author fills in the empty parts: a test of the catalogue fails until then. */
export const labFile = (id: string): string => `import { z } from "zod";
import { defineLab } from "../contract/lab.ts";

export const ${exportName(id)} = defineLab({
  id: "${id}",
  title: { en: "", ko: "" },
  teaches: { en: "", ko: "" },
  settings: z.strictObject({}),
  outputs: {},
  build() {
    return {};
  },
});
`;

export const checksFile = (): string => `import type { Proof } from "../contract/check.ts";

export const proof: Proof = {
  checks: [],
};
`;

export const aboutFile = (): string =>
  `# What generated pages say of this lab: README.md, docs/student-rights.md, docs/proven.md.
area: ""
students:
  can: "" # all, part or demonstration; because: why not all
proven: "" # what tests prove besides up, unchanged and destroy
awsOnly: "" # what only AWS can show, and why; "-" for nothing
`;
