"""CodeDeploy's errors."""

from moto.codedeploy.exceptions import CodeDeployException


def failure(name: str, message: str) -> CodeDeployException:
    return CodeDeployException(f"{name}Exception", message)
