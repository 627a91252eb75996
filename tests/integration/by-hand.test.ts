import { workedOnByHand } from "../support/by-hand/worked-on.ts";

// All labs: tests/nightly/by-hand.test.ts.
workedOnByHand(
  [
    ...["cloudformation-ec2", "dynamodb", "efs", "elastic-beanstalk", "iam-users", "linux-server"],
    ...["s3-bucket", "windows-server"],
  ],
  "10m",
);
