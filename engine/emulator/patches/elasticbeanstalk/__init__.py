"""Elastic Beanstalk: what moto lacks.

- Applications: description, lifecycle, tags, UpdateApplication, UpdateApplicationResourceLifecycle, the filter by name.
- Application versions: Create-, Describe-, Update-, DeleteApplicationVersion.
- Environments: all of CreateEnvironment's settings, UpdateEnvironment, TerminateEnvironment, the filters of
  DescribeEnvironments, DescribeConfigurationSettings, DescribeEnvironmentResources, DescribeEvents.
  Nothing is launched behind an environment; it is Ready and healthy at once, and changes take effect at once.

https://docs.aws.amazon.com/elasticbeanstalk/latest/api/
"""
