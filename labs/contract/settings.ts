import { z } from "zod";
import { isDomainName } from "../../components/dns/domain-name.ts";
import { architecture } from "../../components/server/ami.ts";
import { keyFileFault } from "../../components/server/private-key.ts";
import { isRsa, publicKeyFault } from "../../components/server/public-key.ts";
import { type Cidr, formatCidr, parseCidr } from "../../lib/cidr.ts";
import { errorMessage } from "../../lib/errors.ts";

/** Why a value is not valid, and what to write instead. */
export interface Objection {
  readonly reason: string;
  readonly fix: string;
}

/** Text that `object` has no objection to. */
export const text = (object: (value: string) => Objection | undefined) =>
  z.string().check(({ value, issues }) => {
    const objection = object(value);
    if (objection) {
      const { reason, fix } = objection;
      issues.push({ code: "custom", message: reason, params: { fix }, input: value });
    }
  });

/** Text of the form `pattern`. */
export const matching = (pattern: RegExp, objection: Objection) =>
  text((value) => (pattern.test(value) ? undefined : objection));

/** An IPv4 block whose length lies between `from` and `to` bits, e.g. /16 to /20 for a VPC. */
export const cidrBlock = (from = 0, to = 32) =>
  text((value) => {
    const block = tryParse(value);
    if ("reason" in block) return block;
    if (block.prefix >= from && block.prefix <= to) return undefined;
    return {
      reason: `a /${block.prefix} block is not allowed here`,
      fix: `write a block between /${from} and /${to}, e.g. ${formatCidr({ ...block, prefix: from })}`,
    };
  });

function tryParse(value: string): Cidr | Objection {
  try {
    return parseCidr(value);
  } catch (error) {
    const reason = errorMessage(error);
    return { reason, fix: "write an IPv4 block such as 10.0.0.0/16" };
  }
}

export const instanceType = () =>
  matching(/^[a-z][a-z0-9-]*\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$/, {
    reason: "not a valid EC2 instance type",
    fix: "write FAMILY.SIZE, e.g. t3.micro",
  });

/** The same, for servers launched from an image of an x86 server: an image runs on its own architecture only. */
export const x86InstanceType = () =>
  instanceType().check(({ value, issues }) => {
    if (architecture(value) === "x86_64") return;
    const message = "an Arm instance type cannot run the image of an x86 server";
    issues.push({
      code: "custom",
      message,
      params: { fix: "write an x86 type, e.g. t3.small" },
      input: value,
    });
  });

export const instanceFamily = () =>
  matching(/^[a-z][a-z0-9-]*$/, {
    reason: "not a valid instance family",
    fix: "write the part before the dot, e.g. t3",
  });

export const databaseClass = () =>
  matching(/^db\.[a-z][a-z0-9]*\.(micro|small|medium|large|\d*xlarge)$/, {
    reason: "not a valid RDS instance class",
    fix: "write db.FAMILY.SIZE, e.g. db.t4g.micro",
  });

/** The name of a version: on a page, in a bundle's name, in a tag. */
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

/** A host name of two labels or more, e.g. mydomain.com. */
export const domainName = () =>
  text((value) =>
    isDomainName(value)
      ? undefined
      : {
          reason: "not a valid domain name in lower case",
          fix: "write a name such as mydomain.com; a Korean name as xn--...",
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
  text((value) =>
    z.iso.datetime({ offset: true }).safeParse(value).success
      ? undefined
      : {
          reason: "not an ISO 8601 time with an offset",
          fix: "write e.g. 2026-11-24T18:00:00+09:00",
        },
  );

/** Names in tags and, shortened, in physical names. */
export const tagText = () =>
  matching(/^[\p{L}\p{N}][\p{L}\p{N} _.:/=+@-]{0,63}$/u, {
    reason: "not a valid tag value: 1 to 64 letters, digits, spaces and _ . : / = + - @",
    fix: "write a short name such as aws-class",
  });

/** A public key in OpenSSH's form, without what an editor or a paste leaves around it: spaces, newlines, a byte-order mark. */
export const publicKey = () =>
  z
    .string()
    .trim()
    .check(({ value, issues }) => {
      const fault = publicKeyFault(value);
      if (fault === undefined) return;
      const fix = "write the content of a .pub file; ssh-keygen -t ed25519 creates one";
      const message = `not a valid public key: ${fault}`;
      issues.push({ code: "custom", message, params: { fix }, input: value });
    });

/** The same, but RSA only: Windows cannot encrypt the Administrator password with another key. */
export const rsaPublicKey = () =>
  publicKey().check(({ value, issues }) => {
    if (isRsa(value)) return;
    const fix = "write the content of a .pub file; ssh-keygen -t rsa -b 4096 -m PEM creates one";
    issues.push({ code: "custom", message: "not an RSA key", params: { fix }, input: value });
  });

/** The name of a file with a private key; commands that are printed name it. */
export const keyFile = () =>
  text((value) => {
    const fault = keyFileFault(value);
    const fix = "write a path such as ~/.ssh/id_ed25519";
    return fault === undefined ? undefined : { reason: fault, fix };
  });

/** A word that tells several resources of a lab apart, as part of their names. */
export const word = () =>
  matching(/^[a-z][a-z0-9-]{0,19}$/, {
    reason: "not a valid word: 1 to 20 lowercase letters, digits and hyphens",
    fix: "write a word such as second",
  });

/** A sentence that says why an unsafe setting is needed. */
export const reason = () =>
  matching(/^(?=.{10,200}$).*\S\s+\S.*$/, {
    reason: "not a valid reason: 10 to 200 characters",
    fix: "write a sentence that explains why",
  });

/** A list whose members differ from each other. */
export const distinct = <T extends z.ZodType<string>>(member: T) =>
  z.array(member).check(({ value, issues }) => {
    const twice = value.findIndex((name, at) => value.indexOf(name) < at);
    if (twice < 0) return;
    const message = `${value[twice]} is listed twice`;
    const params = { fix: "write each of them once" };
    issues.push({ code: "custom", path: [twice], message, params, input: value });
  });

/** A schema without the default or the "optional" around it. */
export function unwrapped(schema: unknown): unknown {
  const wrapped =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional;
  return wrapped ? unwrapped(schema.unwrap()) : schema;
}
