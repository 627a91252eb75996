import { z } from "zod";
import { isDnsName, isDomainName } from "../../components/dns/domain-name.ts";
import { keyFileFault } from "../../components/server/private-key.ts";
import { isRsa, publicKeyFault } from "../../components/server/public-key.ts";
import { nearest } from "./nearest.ts";
import { checked, filePath, matching, type Objection, text, trimmed } from "./text-setting.ts";

/** The name of a version: for a page, a bundle's name, a tag. */
export const versionName = () =>
  matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/, {
    reason: "not a valid version: 1 to 20 letters, digits and . _ -",
    fix: "write a version such as v2",
  });

export const emailAddress = () =>
  text((value) =>
    z.email().safeParse(value).success
      ? undefined
      : {
          reason: "not a valid e-mail address",
          fix: "write an address such as teacher@example.com",
        },
  );

export const accountId = () =>
  matching(/^\d{12}$/, {
    reason: "not a valid AWS account ID",
    fix: 'write the 12 digits in quotes, e.g. "123456789012"',
  });

/** A name in the zone's form: in lower case, without the final dot of AWS's pages and zone files. */
const nameInDns = (object: (value: string) => Objection | undefined) =>
  checked(
    trimmed()
      .toLowerCase()
      .overwrite((name) => name.replace(/\.$/, "")),
    object,
  );

/** A host name with at least two labels, e.g. mydomain.com. */
export const domainName = () =>
  nameInDns((value) =>
    isDomainName(value)
      ? undefined
      : {
          reason: "not a valid domain name",
          fix: "write a name such as mydomain.com; a Korean name as xn--...",
        },
  );

/** The target of a CNAME record: a host, or a name such as `_x1.acm-validations.aws` that no host has. */
export const dnsName = () =>
  nameInDns((value) =>
    isDnsName(value)
      ? undefined
      : {
          reason: "not a valid DNS name of two labels or more, 253 characters at most",
          fix: "write a name such as docs.aws.amazon.com; for an IP address, write an A record",
        },
  );

export const ipv4Address = () =>
  text((value) =>
    z.ipv4().safeParse(value).success
      ? undefined
      : { reason: "not a valid IPv4 address", fix: "write an address such as 192.0.2.10" },
  );

/** A time with its offset from UTC, e.g. 2026-11-24T18:00:00+09:00. */
export const moment = () =>
  text((value) => {
    const fix = "write e.g. 2026-11-24T18:00:00+09:00";
    if (!z.iso.datetime({ offset: true }).safeParse(value).success)
      return { reason: "not an ISO 8601 time with an offset", fix };
    return value < "2100" ? undefined : { reason: "it is after the year 2099", fix };
  });

/** A name for tags and, shortened, for physical names. */
export const tagText = () =>
  matching(/^(?!aws:)[\p{L}\p{N}][\p{L}\p{N} _.:/=+@-]{0,63}$/iu, {
    reason:
      "not a valid tag value: 1 to 64 letters, digits, spaces and _ . : / = + - @, not beginning with aws:",
    fix: "write a short name such as aws-class",
  });

/** A public key in OpenSSH's format. */
export const publicKey = () =>
  text((value) => {
    const fault = publicKeyFault(value);
    const fix = "write the content of a .pub file; to create one: ssh-keygen -t ed25519";
    return fault === undefined ? undefined : { reason: `not a valid public key: ${fault}`, fix };
  });

/** The same, but RSA only: Windows cannot encrypt the Administrator password with another key. */
export const rsaPublicKey = () =>
  publicKey().check(({ value, issues }) => {
    if (isRsa(value)) return;
    const fix = "write the content of a .pub file; to create one: ssh-keygen -t rsa -b 4096 -m PEM";
    issues.push({ code: "custom", message: "not an RSA key", params: { fix }, input: value });
  });

/** The name of a private key file, for printed commands. */
export const keyFile = () =>
  filePath((value) => {
    const fault = keyFileFault(value);
    const fix = "write a path such as ~/.ssh/id_ed25519";
    return fault === undefined ? undefined : { reason: fault, fix };
  });

/** A word that distinguishes several resources of a lab, as part of their names. */
export const word = () =>
  matching(/^[a-z][a-z0-9-]{0,19}$/, {
    reason: "not a valid word: 1 to 20 lowercase letters, digits and hyphens",
    fix: "write a word such as second",
  });

/** One of the known names. @param what for a reader: `lab` */
export const oneOf = (what: string, names: readonly string[]) =>
  text((value) =>
    names.includes(value)
      ? undefined
      : { reason: `there is no ${what}`, fix: nearest(value, names) },
  );

/** A sentence that explains why an unsafe setting is needed. */
export const reason = () =>
  matching(/^(?=.{10,200}$).*\S\s+\S.*$/, {
    reason: "not a valid reason: 10 to 200 characters",
    fix: "write a sentence that explains why",
  });

/** A list without duplicates. */
export const distinct = <T extends z.ZodType<string>>(member: T) =>
  z.array(member).check(({ value, issues }) => {
    const twice = value.findIndex((name, at) => value.indexOf(name) < at);
    if (twice < 0) return;
    const message = `${value[twice]} is listed twice`;
    const params = { fix: "write each of them once" };
    issues.push({ code: "custom", path: [twice], message, params, input: value });
  });

/** A schema without its default or "optional" wrapper. */
export function unwrapped(schema: unknown): unknown {
  const wrapped =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional;
  return wrapped ? unwrapped(schema.unwrap()) : schema;
}
