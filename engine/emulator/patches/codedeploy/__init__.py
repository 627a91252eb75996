"""CodeDeploy: what moto lacks.

- DeleteApplication, Update-, DeleteDeploymentGroup; a group's alarms, last deployments
  and Auto Scaling groups, which moto shows as a list of names;
  moto returns empty structures for what a group does not have.
- Deployment configurations: Create-, Get-, List-, DeleteDeploymentConfig, with CodeDeploy's own three for servers.
- Deployments that come to an end: each GetDeployment takes one a step on, from Created over InProgress to Succeeded;
  StopDeployment. No agent runs, nothing is installed, so none fails.

https://docs.aws.amazon.com/codedeploy/latest/APIReference/
"""
