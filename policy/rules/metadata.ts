import { INSTANCE, LAUNCH_TEMPLATE } from "../../aws/ec2/types.ts";
import { ENVIRONMENT as BEANSTALK } from "../../aws/elasticbeanstalk/types.ts";
import { everywhere, fsbp, type ResourceRule } from "../rule.ts";
import { at, listOf, mayBe, mayBeOn } from "../values.ts";

/** What an Elastic Beanstalk environment sets. */

/** The properties that describe a server's launch. */
const LAUNCHES = [
  INSTANCE,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  LAUNCH_TEMPLATE,
  "aws:ec2/launchConfiguration:LaunchConfiguration",
];

export const imdsv2: ResourceRule = {
  id: "imdsv2",
  why: "With version 1 of the instance metadata service, a forged request to a web server can read the server's credentials; version 2 prevents this.",
  source: fsbp("EC2.8"),
  fix: 'set metadataOptions.httpTokens to "required"; for Elastic Beanstalk, set DisableIMDSv1 to "true"',
  level: everywhere("mandatory"),
  check({ type, props }) {
    if (type === BEANSTALK) {
      const off = listOf(props.settings).some(
        (setting) => at(setting, "name") === "DisableIMDSv1" && mayBeOn(at(setting, "value")),
      );
      return off ? [] : ["its servers allow IMDSv1 (instance metadata without a token)"];
    }
    if (!LAUNCHES.includes(type)) return [];
    const options = props.metadataOptions;
    const byTemplate = options === undefined && props.launchTemplate !== undefined;
    const safe =
      byTemplate ||
      mayBe(at(options, "httpTokens"), "required") ||
      mayBe(at(options, "httpEndpoint"), "disabled");
    return safe ? [] : ["it allows IMDSv1 (instance metadata without a token)"];
  },
};
