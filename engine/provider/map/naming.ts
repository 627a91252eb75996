/** How Pulumi names resources of a type, and AWS's rules for the name. */
export interface Naming {
  /** The property with the name, or null when Pulumi does not generate one. @default "name" */
  readonly property?: string | null;
  /** Maximum length in characters. @default 255 */
  readonly max?: number;
  /** Lower case only. @default false */
  readonly lower?: boolean;
  /** Prefix of every name. @default "" */
  readonly prefix?: string;
}

/** By Terraform type; missing types use the defaults. */
export const NAMING: Readonly<Record<string, Naming>> = {
  aws_backup_vault: { max: 50 },
  aws_budgets_budget: { max: 100 },
  aws_cloudfront_function: { max: 64 },
  aws_cloudfront_origin_access_control: { max: 64 },
  aws_cloudtrail: { max: 128 },
  aws_codedeploy_app: { max: 100 },
  aws_codedeploy_deployment_group: { max: 100 },
  aws_db_instance: { property: "identifier", max: 63, lower: true },
  aws_db_option_group: { lower: true },
  aws_db_parameter_group: { lower: true },
  aws_db_subnet_group: { lower: true },
  aws_elastic_beanstalk_application: { max: 100 },
  aws_elastic_beanstalk_environment: { max: 40 },
  aws_elb: { max: 32 },
  aws_iam_group: { max: 128 },
  aws_iam_instance_profile: { max: 128 },
  aws_iam_policy: { max: 128 },
  aws_iam_role: { max: 64 },
  aws_iam_user: { max: 64 },
  aws_key_pair: { property: "keyName" },
  aws_kms_alias: { prefix: "alias/" },
  aws_lambda_function: { max: 64 },
  aws_lb: { max: 32 },
  aws_lb_target_group: { max: 32 },
  aws_rds_cluster: { property: "clusterIdentifier", max: 63, lower: true },
  aws_rds_cluster_instance: { property: "identifier", max: 63, lower: true },
  aws_rds_cluster_parameter_group: { lower: true },
  aws_s3_bucket: { property: "bucket", max: 63, lower: true },
  aws_scheduler_schedule: { max: 64 },
  aws_sqs_queue: { max: 80 },
  aws_ssm_association: { property: null }, // its name is that of the document
  aws_ssm_document: { max: 128 },
};
