"""Key pairs: the fingerprint of an ED25519 key, deletion by id, the Windows password that one decrypts."""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from extending import extends
from moto.core.responses import ActionResult
from moto.ec2.models.key_pairs import KeyPairBackend
from moto.ec2.models.windows import WindowsBackend
from moto.ec2.responses.key_pairs import KeyPairs
from moto.ec2.utils import public_key_parse

import_key_pair = KeyPairBackend.import_key_pair


@extends(KeyPairs, replacing=["delete_key_pair"])
class _:
    def delete_key_pair(self):
        self.error_on_dryrun()
        name, pair_id = self._get_param("KeyName"), self._get_param("KeyPairId")
        of_id = [pair.key_name for pair in self.ec2_backend.key_pairs.values() if pair.id == pair_id]
        pair = self.ec2_backend.delete_key_pair(name or next(iter(of_id), None))
        return ActionResult({"Return": True, "KeyPairId": pair.id if pair else None})


@extends(KeyPairBackend, replacing=["import_key_pair"])
class _:
    def import_key_pair(self, key_name, public_key_material, tags):
        imported = import_key_pair(self, key_name, public_key_material, tags)
        if imported.key_type == "ed25519":
            key = public_key_parse(public_key_material).public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
            digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
            imported.key_fingerprint = base64.b64encode(digest).decode()
        return imported


@extends(WindowsBackend, replacing=["get_password_data"])
class _:
    def get_password_data(self, instance_id):
        """The same password each time; without a key pair there is none, as with one of ED25519."""
        instance = self.get_instance(instance_id)
        pair = self.key_pairs.get(instance.key_name)
        if instance.platform != "windows" or pair is None or pair.key_type == "ed25519":
            return ""
        password = hashlib.sha256(instance_id.encode()).hexdigest()[:32]
        encrypted = public_key_parse(pair.material_public).encrypt(password.encode(), PKCS1v15())
        return base64.b64encode(encrypted).decode()
