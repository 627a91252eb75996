import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { InstanceRole } from "../../components/identity/instance-role.ts";
import { Server } from "../../components/server/server.ts";
import { attachTlsPolicy } from "../../components/site/bucket-policy.ts";
import { SiteBucket } from "../../components/site/site-bucket.ts";
import { siteFiles } from "../../components/site/site-files.ts";
import { defineLab } from "../contract/lab.ts";
import { command, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { serverAccess, serverOutputs } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { labFolder } from "../kit/site/site-folder.ts";

/** The class's table. It need not exist: AWS answers AccessDenied either way. */
const TABLE = "UserLeaderboard";

export const iamRole = defineLab({
  id: "iam-role",
  title: { ko: "IAM 역할 생성", en: "A role for a server" },
  teaches: {
    en:
      "Give programs on a server permissions without an access key: a role, its instance profile, and a policy for one " +
      "bucket. List the bucket from the server, and see a DynamoDB table denied. Explain where the credentials come " +
      "from, and who rotates them every few hours.",
    ko:
      "액세스 키 없이 서버의 프로그램에 권한을 부여합니다: 역할, 인스턴스 프로파일, 버킷 하나에 대한 정책을 만듭니다. " +
      "서버에서 버킷의 목록을 조회하고, DynamoDB 테이블은 거부되는 것을 확인합니다. 자격 증명이 어디서 오는지, 몇 시간마다 " +
      "누가 교체하는지 설명합니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
  }),
  outputs: {
    ...serverOutputs,
    roleName: value("Role name", "역할 이름"),
    roleArn: value("Role ARN", "역할 ARN"),
    policyName: value("Policy name", "정책 이름"),
    bucketName: value("Bucket name", "버킷 이름"),
    whoAmI: command("Show the server's identity", "서버의 자격 증명 확인"),
    allowed: command("List the bucket (allowed)", "버킷 목록 조회(허용)"),
    denied: command("Scan the table (denied)", "테이블 스캔(거부)"),
    simulate: command("Simulate the role's permissions", "역할의 권한 시뮬레이션"),
  },
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
      policyName: role.policyNames["read-bucket"],
      bucketName,
      // To be run on the server.
      whoAmI: "aws sts get-caller-identity",
      allowed: pulumi.interpolate`aws s3 ls s3://${bucketName}`,
      denied: `aws --region ${config.region} dynamodb scan --table-name ${TABLE}`,
      // To be run on the Pulumi machine: shows AWS's decision without making the request.
      simulate: pulumi.interpolate`aws iam simulate-principal-policy --policy-source-arn ${role.roleArn} --action-names s3:ListBucket dynamodb:Scan --resource-arns ${bucket.arn} --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,
    };
  },
});

/** Listing a bucket and reading its contents. */
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
