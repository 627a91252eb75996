/**
 * SDK property names that are neither the Terraform name in camel case nor its singular or plural, by Terraform type
 * (`data.<type>` for data sources) and Terraform name.
 */
export const PROPERTY_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_api_gateway_authorizer: { rest_api_id: "restApi" },
  aws_api_gateway_base_path_mapping: { api_id: "restApi" },
  aws_api_gateway_deployment: { rest_api_id: "restApi" },
  aws_api_gateway_gateway_response: { rest_api_id: "restApi" },
  aws_api_gateway_integration: { rest_api_id: "restApi" },
  aws_api_gateway_integration_response: { rest_api_id: "restApi" },
  aws_api_gateway_method: { rest_api_id: "restApi" },
  aws_api_gateway_method_response: { rest_api_id: "restApi" },
  aws_api_gateway_method_settings: { rest_api_id: "restApi" },
  aws_api_gateway_model: { rest_api_id: "restApi" },
  aws_api_gateway_request_validator: { rest_api_id: "restApi" },
  aws_api_gateway_resource: { rest_api_id: "restApi" },
  aws_api_gateway_stage: { deployment_id: "deployment", rest_api_id: "restApi" },
  aws_cloudwatch_event_endpoint: { event_bus: "eventBuses" },
  aws_cloudwatch_log_subscription_filter: { log_group_name: "logGroup" },
  aws_cloudwatch_metric_alarm: { alarm_name: "name" },
  aws_codebuild_fleet: { status: "statuses" },
  aws_elastic_beanstalk_environment: { version_label: "version" },
  aws_lambda_function: { filename: "code", function_name: "name" },
  aws_lambda_layer_version: { filename: "code" },
  aws_lambda_permission: { function_name: "function" },
  aws_route53_record: { alias: "aliases" },
  aws_s3_bucket: { region: "bucketRegion" }, // the SDK's own `region` is the region of a resource
  // the rules as text; the rules themselves, routing_rule, are `routingRules`
  aws_s3_bucket_website_configuration: { routing_rules: "routingRuleDetails" },
  aws_sns_topic_subscription: { topic_arn: "topic" },
  "data.aws_codebuild_fleet": { status: "statuses" },
  "data.aws_ec2_instance_type": { gpus: "gpuses" },
  "data.aws_region": { name: "region" },
  "data.aws_s3_bucket": { region: "bucketRegion" },
};
