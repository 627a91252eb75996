"""The alarms of a deployment group: one that goes off stops the deployment."""

from moto.cloudwatch.models import cloudwatch_backends


def alarm_since(backend, deployment):
    """CodeDeploy's error where an alarm has gone off since a deployment was created, else None.

    On AWS one that was on before stops it, too; there an alarm that was set by hand is over within minutes.
    """
    watched = deployment.override_alarm_configuration or deployment.deployment_group.alarm_configuration or {}
    if not watched.get("enabled"):
        return None
    alarms = cloudwatch_backends[backend.account_id][backend.region_name].alarms
    on = [
        alarm.name
        for alarm in (alarms.get(each["name"]) for each in watched.get("alarms", []))
        if alarm is not None
        and alarm.state_value == "ALARM"
        and alarm.state_updated_timestamp >= deployment.create_time
    ]
    if not on:
        return None
    return {
        "code": "ALARM_ACTIVE",
        "message": "One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and "
        f"the affected deployments have been stopped. Activated alarms: {', '.join(on)}",
    }
