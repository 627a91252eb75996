// The errors in an answer of a Terraform provider.
import type { Answer, AttributePath, WireDiagnostic } from "./messages.ts";
import type { Diagnostic } from "./terraform.ts";

export const errorsOf = ({ diagnostics }: Answer): Diagnostic[] =>
  (diagnostics ?? []).filter(({ severity }) => severity === "ERROR").map(toDiagnostic);

const toDiagnostic = ({ attribute, ...rest }: WireDiagnostic): Diagnostic => ({
  ...rest,
  path: attribute ? keysOf(attribute) : [],
});

const keysOf = ({ steps }: AttributePath): (string | number)[] =>
  steps.map(
    (step) => step.attribute_name ?? step.element_key_string ?? Number(step.element_key_int),
  );
