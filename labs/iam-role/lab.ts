import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { InstanceRole } from "../../components/identity/instance-role.ts";
import { Server } from "../../components/server/server.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { siteFiles } from "../../components/site/site-files.ts";
import { defineLab } from "../contract/lab.ts";
import { serverAccess } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { instanceType } from "../contract/settings.ts";
import { labFolder } from "../kit/site/site-folder.ts";

/** The class's table. It need not exist: who may not read it is not told, either. */
const TABLE = "UserLeaderboard";

export const iamRole = defineLab({
  id: "iam-role",
  title: { ko: "IAM 역할 생성", en: "A role for a server" },
  teaches:
    "Give programs on a server rights without any key: a role, its instance profile, and a policy for one bucket. " +
    "List the bucket from the server, and be denied a DynamoDB table. Say where the credentials come from, and who " +
    "changes them every few hours.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
  }),
  build(context, { instanceType }) {
    const { parent, name, config } = context;
    const bucket = new SiteBucket(
      name,
      { files: siteFiles(labFolder(name, "files")), forceDestroy: !config.protect },
      { parent },
    );
    attachTlsPolicy(name, bucket, [], { parent });
    const inlinePolicies = { "read-bucket": readPolicy(bucket.arn) };
    const role = new InstanceRole(name, { inlinePolicies }, { parent });
    const server = new Server(name, { ...serverPlace(context), instanceType, role }, { parent });
    const { bucketName } = bucket;
    return {
      ...serverAccess(context, server),
      roleName: role.roleName,
      roleArn: role.roleArn,
      bucketName,
      // To be run on the server.
      whoAmI: "aws sts get-caller-identity",
      allowed: pulumi.interpolate`aws s3 ls s3://${bucketName}`,
      denied: `aws --region ${config.region} dynamodb scan --table-name ${TABLE}`,
      // To be run beside Pulumi: what AWS would decide, without trying.
      simulate: pulumi.interpolate`aws iam simulate-principal-policy --policy-source-arn ${role.roleArn} --action-names s3:ListBucket dynamodb:Scan --resource-arns ${bucket.arn} --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,
    };
  },
});

/** List a bucket and read what is in it. */
const readPolicy = (bucketArn: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "ListBucket", Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
      {
        Sid: "ReadObjects",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: pulumi.interpolate`${bucketArn}/*`,
      },
    ],
  });
