/** Source files, and the unit tests that cover them, as patterns from the project's folder. */
export interface Group {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/** What decides over deletion. */
export const groups: Readonly<Record<string, Group>> = {
  gateway: {
    mutate: [
      "classroom/gateway/!(emptying).ts",
      "classroom/leftovers/{class-gate,confirm,leftovers}.ts",
    ],
    tests: ["tests/classroom/{gateway,leftovers,attacks}/*.test.ts"],
  },
  "account-guard": {
    mutate: [
      "classroom/stack/{account-guard,callers,endpoint,provider-settings,proven-aws}.ts",
      "classroom/pulumi/deployed-account.ts",
      "aws/credentials/one-account.ts",
    ],
    tests: [
      "tests/classroom/stack/{account-guard,callers,environment-aws,provider-settings,proven-aws}.test.ts",
      "tests/classroom/pulumi/deployed-account.test.ts",
      "tests/aws/credentials/one-account.test.ts",
    ],
  },
  ownership: {
    mutate: [
      "classroom/search/{by-hand,candidates,claim,deletion-order,find-leftovers,find-stoppable,inner-resources,interrupted-creation,locked-resources,ownership,perhaps-made,silence,tagged,times,until-clean}.ts",
      "classroom/search/trail/*.ts",
      "aws/cloudtrail/{creation,maker}.ts",
      "classroom/record/{held-resources,interrupted,ledger}.ts",
      "classroom/pulumi/pending-creates.ts",
    ],
    tests: [
      "tests/classroom/search/**/*.test.ts",
      "tests/aws/cloudtrail/{creation,maker}.test.ts",
      "tests/classroom/record/{held-resources,interrupted,ledger}.test.ts",
      "tests/classroom/gateway/by-hand-gate.test.ts",
      "tests/classroom/destroy/*by-hand*.test.ts",
      "tests/classroom/attacks/*.test.ts",
    ],
  },
  emptying: {
    mutate: [
      "classroom/gateway/{emptying,may-go-on}.ts",
      "aws/contract/emptied.ts",
      "aws/{route53,s3}/empty.ts",
      "aws/s3/tags.ts",
    ],
    tests: [
      "tests/classroom/gateway/emptying*.test.ts",
      "tests/aws/route53/empty.test.ts",
      "tests/aws/s3/{empty,empty-answers,tags}.test.ts",
    ],
  },
  down: {
    mutate: ["classroom/{destroy,down}/*.ts"],
    tests: ["tests/classroom/{destroy,down,closing}/*.test.ts"],
  },
  record: {
    mutate: [
      "classroom/record/!(bucket-objects|held-resources|interrupted|ledger).ts",
      "classroom/stack/without-settings.ts",
    ],
    tests: [
      "tests/classroom/record/*.test.ts",
      "tests/classroom/stack/{stack-identity,without-settings}.test.ts",
      "tests/classroom/students/opened-student.test.ts",
    ],
  },
  "end-of-class": {
    mutate: [
      "classroom/closing/{made-by-hand,search-class,stacks-as-one,unpublished}.ts",
      "classroom/expire/{expired-classes,still-expired}.ts",
      "classroom/stack/stack-life.ts",
      "classroom/spending/{keep-limit,verdict}.ts",
    ],
    tests: [
      "tests/classroom/{closing,expire,spending}/*.test.ts",
      "tests/classroom/stack/stack-life.test.ts",
    ],
  },
};
