"""EC2 Auto Scaling: what moto lacks.

- Notifications: Put-, Describe-, DeleteNotificationConfiguration, DescribeAutoScalingNotificationTypes. None is sent.
- Instance refresh: Start-, Describe-, CancelInstanceRefresh. An instance is replaced every 15 seconds,
  and with each DescribeInstanceRefreshes.
- DescribeScalingActivities, always empty in moto.
- `DefaultInstanceWarmup` of a group.
- Target tracking by CPU, as PutMetricData says it is: `AWS/EC2`, `CPUUtilization`, by `AutoScalingGroupName`.
- `Enabled` of a scaling policy; an empty `PredictiveScalingConfiguration`, which moto returns for every policy.
- Instances: over all subnets or zones, not all in the first; from the template's version that the group names, not from
  its default version; with the template's network interfaces; registered in the group's target groups once, also when they
  replace another, deregistered when they end.

https://docs.aws.amazon.com/autoscaling/ec2/APIReference/
"""
