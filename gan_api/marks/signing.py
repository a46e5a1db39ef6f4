"""Signed origin (C2PA): a marked file and what is known of it in, the file with a signed manifest out, and back.

No network: no timestamp authority, no manifest fetched from where a file says.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from c2pa import Builder, C2paError, C2paSignerInfo, Context, Reader, Settings
from c2pa import Signer as NativeSigner

from gan_api.marks.credentials import Credentials, CredentialsError
from services.common.images import CONTENT_TYPES, encode
from services.common.provenance import GENERATED, TOOL

RECIPE_ASSERTION = "org.gen-studio.recipe"
_ALGORITHM = "es256"
_UNTRUSTED = "signingCredential.untrusted"


@dataclass(frozen=True)
class Manifest:
    """A file's signed origin as read: intact, by whom, whether by this service's certificate, and what it states."""

    intact: bool
    ours: bool
    signer: str | None
    generated: bool
    statement: Mapping[str, Any]
    failures: tuple[str, ...]


class Signer:
    """Signs files with one certificate, and knows its own again. Raises CredentialsError where it can't be used."""

    def __init__(self, credentials: Credentials) -> None:
        self.name = credentials.name
        self._credentials = credentials
        self._serial = str(credentials.serial)
        quiet = {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True}
        chosen = {
            "verify": quiet,
            "trust": {"trust_anchors": credentials.issuer},
            "builder": {"thumbnail": {"enabled": False}},
        }
        try:
            self._settings = Settings.from_dict(chosen)
            signed = self.read(self.sign(encode(np.zeros((8, 8, 3), np.uint8), "jpg"), "jpg", "a trial", {}))
        except C2paError as error:
            raise CredentialsError(f"the certificate of {self.name} can't sign images: {error}") from error
        if signed is None or not signed.ours:
            why = ", ".join(signed.failures) if signed else ""
            raise CredentialsError(f"the certificate of {self.name} is not known again by its own issuer: {why}")

    def sign(self, data: bytes, file_format: str, title: str, statement: Mapping[str, Any]) -> bytes:
        """A jpg, webp or png with a signed manifest that states `statement` (JSON) and whose works went in."""
        created = {
            "action": "c2pa.created",
            "digitalSourceType": GENERATED,
            "softwareAgent": {"name": TOOL},
        }
        parents = statement.get("parents") or []
        manifest = {
            "title": title,
            "format": CONTENT_TYPES[file_format],
            "claim_generator_info": [{"name": TOOL}],
            "ingredients": [
                {"title": parent["title"] or parent["artwork"], "relationship": "inputTo"} for parent in parents
            ],
            "assertions": [
                {"label": "c2pa.actions.v2", "data": {"actions": [created]}},
                {"label": RECIPE_ASSERTION, "data": dict(statement)},
            ],
        }
        out = io.BytesIO()
        with (
            Context(settings=self._settings) as context,
            Builder(manifest, context=context) as builder,
            self._native() as signer,
        ):
            builder.sign(signer, CONTENT_TYPES[file_format], io.BytesIO(data), out)
        return out.getvalue()

    def read(self, data: bytes) -> Manifest | None:
        """A file's signed origin; None where it has none, or is of a kind that can't have one."""
        try:
            with Context(settings=self._settings) as context, Reader(io.BytesIO(data), context=context) as reader:
                return self._told(json.loads(reader.json()))
        except (C2paError.ManifestNotFound, C2paError.NotSupported):
            return None
        except (C2paError, ValueError) as error:
            return Manifest(False, False, None, False, {}, (str(error),))

    def _told(self, report: dict[str, Any]) -> Manifest:
        state = report.get("validation_state")
        active = report["manifests"][report["active_manifest"]]
        assertions = active.get("assertions", [])
        signature = active.get("signature_info") or {}
        # trusted is who has our issuer; of its certificates, ours has our number
        ours = state == "Trusted" and signature.get("cert_serial_number") == self._serial
        statement: Any = next((one["data"] for one in assertions if one["label"] == RECIPE_ASSERTION), None)
        actions = [one["data"].get("actions", []) for one in assertions if one["label"].startswith("c2pa.actions")]
        return Manifest(
            intact=state in {"Valid", "Trusted"},
            ours=ours,
            signer=signature.get("common_name") or signature.get("issuer"),
            generated=any(action.get("digitalSourceType") == GENERATED for some in actions for action in some),
            statement=statement if isinstance(statement, dict) else {},
            failures=tuple(one["code"] for one in report.get("validation_status", []) if one.get("code") != _UNTRUSTED),
        )

    def _native(self) -> NativeSigner:
        return NativeSigner.from_info(
            C2paSignerInfo(_ALGORITHM, self._credentials.certificates.encode(), self._credentials.key.encode(), None)
        )
