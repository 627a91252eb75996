"""Elastic Beanstalk: what moto lacks.

- Applications: description, lifecycle, tags, UpdateApplication, UpdateApplicationResourceLifecycle, the filter by name.
- Application versions: Create-, Describe-, Update-, DeleteApplicationVersion.
- Environments: all of CreateEnvironment's settings, UpdateEnvironment, TerminateEnvironment, the filters of
  DescribeEnvironments, DescribeConfigurationSettings, DescribeEnvironmentResources, DescribeEvents.
  It is Ready at once, with its server, and changes take effect at once. The Elastic IP address of a single server stays
  when that is replaced. A load-balanced one has an Application Load Balancer where its LoadBalancerType says so, and else none.

https://docs.aws.amazon.com/elasticbeanstalk/latest/api/
"""
