"""Users: their permissions boundary, a password that has to be changed, credentials that none has."""

from extending import extends
from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import NotFoundException
from moto.iam.models import IAMBackend, User
from moto.iam.responses import IamResponse

create_user = IamResponse.create_user


@extends(User)
class _:
    permissions_boundary_arn = None

    @property
    def permissions_boundary(self):
        if self.permissions_boundary_arn:
            return {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": self.permissions_boundary_arn}
        return None


@extends(IAMBackend)
class _:
    def put_user_permissions_boundary(self, user_name, arn):
        user = self.get_user(user_name)
        if arn not in self.managed_policies:
            raise NotFoundException(f"Scope ARN: {arn} does not exist or is not attachable.")
        user.permissions_boundary_arn = arn

    def delete_user_permissions_boundary(self, user_name):
        user = self.get_user(user_name)
        if user.permissions_boundary_arn is None:
            raise NotFoundException(f"No permissions boundary is set for {user_name}.")
        user.permissions_boundary_arn = None


@extends(IamResponse, replacing=["create_user", "create_login_profile"])
class _:
    def create_user(self):
        arn = self._get_param("PermissionsBoundary")
        if arn and arn not in self.backend.managed_policies:
            raise NotFoundException(f"Scope ARN: {arn} does not exist or is not attachable.")
        result = create_user(self)
        if arn:
            self.backend.put_user_permissions_boundary(self._get_param("UserName"), arn)
        return result

    def put_user_permissions_boundary(self):
        user, arn = self._get_param("UserName"), self._get_param("PermissionsBoundary")
        self.backend.put_user_permissions_boundary(user, arn)
        return EmptyResult()

    def delete_user_permissions_boundary(self):
        self.backend.delete_user_permissions_boundary(self._get_param("UserName"))
        return EmptyResult()

    def create_login_profile(self):
        user = self.backend.create_login_profile(self._get_param("UserName"), self._get_param("Password"))
        user.password_reset_required = bool(self._get_param("PasswordResetRequired"))
        return self.get_login_profile()

    def list_service_specific_credentials(self):
        if user_name := self._get_param("UserName"):
            self.backend.get_user(user_name)  # it has to be there
        return ActionResult({"ServiceSpecificCredentials": []})
