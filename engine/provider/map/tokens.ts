// Finds the Terraform type for each type of @pulumi/aws.

/**
 * The supported modules of @pulumi/aws, with the prefixes of their Terraform types, the best one first: `ec2.LaunchTemplate` is
 * `aws_ec2_launch_template` if Terraform has it, else `aws_launch_template`. "" is the package itself.
 */
export const MODULES: Readonly<Record<string, readonly string[]>> = {
  "": ["aws_"],
  acm: ["aws_acm_"],
  alb: ["aws_lb_"],
  apigateway: ["aws_api_gateway_"],
  apigatewayv2: ["aws_apigatewayv2_"],
  appautoscaling: ["aws_appautoscaling_"],
  autoscaling: ["aws_autoscaling_"],
  backup: ["aws_backup_"],
  budgets: ["aws_budgets_"],
  cloudformation: ["aws_cloudformation_"],
  cloudfront: ["aws_cloudfront_"],
  cloudtrail: ["aws_cloudtrail_"],
  cloudwatch: ["aws_cloudwatch_"],
  codebuild: ["aws_codebuild_"],
  codedeploy: ["aws_codedeploy_"],
  codepipeline: ["aws_codepipeline_"],
  costexplorer: ["aws_ce_"],
  dynamodb: ["aws_dynamodb_"],
  ebs: ["aws_ebs_"],
  ec2: ["aws_ec2_", "aws_"],
  ec2transitgateway: ["aws_ec2_transit_gateway_"],
  ecr: ["aws_ecr_"],
  ecs: ["aws_ecs_"],
  efs: ["aws_efs_"],
  elasticbeanstalk: ["aws_elastic_beanstalk_"],
  elb: ["aws_elb_", "aws_"],
  iam: ["aws_iam_"],
  kms: ["aws_kms_"],
  lambda: ["aws_lambda_"],
  lb: ["aws_lb_"],
  rds: ["aws_rds_", "aws_db_"],
  route53: ["aws_route53_", "aws_route53"],
  route53domains: ["aws_route53domains_"],
  s3: ["aws_s3_"],
  scheduler: ["aws_scheduler_"],
  secretsmanager: ["aws_secretsmanager_"],
  sns: ["aws_sns_"],
  sqs: ["aws_sqs_"],
  ssm: ["aws_ssm_"],
  vpc: ["aws_vpc_"],
};

/** Types that do not follow the rules, by `<module>/<type>`. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  "alb/LoadBalancer": "aws_lb",
  "alb/getLoadBalancer": "aws_lb",
  "apigateway/Response": "aws_api_gateway_gateway_response",
  "apigateway/getKey": "aws_api_gateway_api_key",
  "autoscaling/Tag": "aws_autoscaling_group_tag",
  "autoscaling/getAmiIds": "aws_autoscaling_groups",
  "cloudformation/CloudFormationType": "aws_cloudformation_type",
  "cloudformation/getCloudFormationType": "aws_cloudformation_type",
  "cloudfront/KeyvaluestoreKey": "aws_cloudfrontkeyvaluestore_key",
  "cloudfront/KeyvaluestoreKeysExclusive": "aws_cloudfrontkeyvaluestore_keys_exclusive",
  "cloudtrail/Trail": "aws_cloudtrail",
  "cloudwatch/InternetMonitor": "aws_internetmonitor_monitor",
  "codedeploy/Application": "aws_codedeploy_app",
  "codepipeline/Pipeline": "aws_codepipeline",
  "ebs/getEbsVolumes": "aws_ebs_volumes",
  "ec2/DedicatedHost": "aws_ec2_host",
  "ec2/NetworkInterfaceSecurityGroupAttachment": "aws_network_interface_sg_attachment",
  "ec2/PeeringConnectionOptions": "aws_vpc_peering_connection_options",
  "ec2/SecurityGroupAssociation": "aws_vpc_endpoint_security_group_association",
  "ec2/VpcEndpointServiceAllowedPrinciple": "aws_vpc_endpoint_service_allowed_principal",
  "ec2/getDedicatedHost": "aws_ec2_host",
  "ec2/getElasticIp": "aws_eip",
  "ec2/getIpamPreviewNextCidr": "aws_vpc_ipam_preview_next_cidr",
  "ec2transitgateway/InstanceConnectEndpoint": "aws_ec2_instance_connect_endpoint",
  "ec2transitgateway/InstanceState": "aws_ec2_instance_state",
  "ec2transitgateway/TransitGateway": "aws_ec2_transit_gateway",
  "ec2transitgateway/getDirectConnectGatewayAttachment":
    "aws_ec2_transit_gateway_dx_gateway_attachment",
  "ec2transitgateway/getTransitGateway": "aws_ec2_transit_gateway",
  "elb/ListenerPolicy": "aws_load_balancer_listener_policy",
  "elb/LoadBalancer": "aws_elb",
  "elb/LoadBalancerCookieStickinessPolicy": "aws_lb_cookie_stickiness_policy",
  "elb/SslNegotiationPolicy": "aws_lb_ssl_negotiation_policy",
  "elb/getLoadBalancer": "aws_elb",
  "iam/OpenIdConnectProvider": "aws_iam_openid_connect_provider",
  "iam/SshKey": "aws_iam_user_ssh_key",
  "iam/getOpenIdConnectProvider": "aws_iam_openid_connect_provider",
  "kms/getCipherText": "aws_kms_ciphertext",
  "lb/LoadBalancer": "aws_lb",
  "lb/getLbs": "aws_lbs",
  "lb/getLoadBalancer": "aws_lb",
  "rds/InstanceDesiredState": "aws_rds_instance_state",
  "rds/RoleAssociation": "aws_db_instance_role_association",
  "route53/HostedZoneDnsSec": "aws_route53_hosted_zone_dnssec",
  "route53/ResolverDnsSecConfig": "aws_route53_resolver_dnssec_config",
  "s3/AnalyticsConfiguration": "aws_s3_bucket_analytics_configuration",
  "s3/BucketObjectv2": "aws_s3_object",
  "s3/BucketReplicationConfig": "aws_s3_bucket_replication_configuration",
  "s3/Inventory": "aws_s3_bucket_inventory",
  "s3/getCanonicalUserId": "aws_canonical_user_id",
  "sns/DataProtectionPolicy": "aws_sns_topic_data_protection_policy",
  "sqs/RedriveAllowPolicy": "aws_sqs_queue_redrive_allow_policy",
  "sqs/RedrivePolicy": "aws_sqs_queue_redrive_policy",
};

/**
 * The Terraform type of a resource class or function of @pulumi/aws; undefined when Terraform has none.
 * @param name of the class (`Vpc`) or function (`getVpc`)
 * @param known Terraform's resource types, or its data sources
 */
export function terraformType(
  module: string,
  name: string,
  known: Readonly<Record<string, unknown>>,
): string | undefined {
  const exception = EXCEPTIONS[`${module}/${name}`];
  const words = snakeCase(name.replace(/^get(?=[A-Z])/, ""));
  // `BucketV2` is the older name of today's `Bucket`.
  const spellings = [words, words.replace(/_?v2$/, "")];
  const prefixes = MODULES[module] ?? [];
  const candidates = spellings.flatMap((spelling) => prefixes.map((prefix) => prefix + spelling));
  return (exception ? [exception] : candidates).find((candidate) => candidate in known);
}

const snakeCase = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
