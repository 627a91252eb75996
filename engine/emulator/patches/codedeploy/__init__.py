"""CodeDeploy: what moto lacks.

- DeleteApplication, Update-, DeleteDeploymentGroup; a group's alarms, last deployments
  and Auto Scaling groups, which moto shows as a list of names;
  moto returns empty structures for what a group does not have.
- Deployment configurations: Create-, Get-, List-, DeleteDeploymentConfig, with CodeDeploy's own three for servers.
- Deployments that are carried out by the process that runs the servers (engine/traffic), with their lifecycle events;
  StopDeployment, alarms that stop them, and rollbacks. A deployment waits (Queued) for the one before it in its group; AWS
  refuses it.
- ListDeploymentTargets, GetDeploymentTarget, BatchGetDeploymentTargets, and the same of the older names (instances).

https://docs.aws.amazon.com/codedeploy/latest/APIReference/
"""
