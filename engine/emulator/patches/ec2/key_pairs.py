"""Key pairs: the fingerprint of an ED25519 key, deletion by id."""

import base64
import hashlib

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from extending import extends
from moto.core.responses import ActionResult
from moto.ec2.models.key_pairs import KeyPairBackend
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
