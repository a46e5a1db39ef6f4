"""Signed downloads: whose certificate it is, what it states, and that any change afterwards is seen."""

import dataclasses
import stat
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from gan_api.marks import finish
from gan_api.marks.credentials import (
    Credentials,
    CredentialsError,
    issue,
    kept_credentials,
    make_credentials,
    make_root,
    read_credentials,
)
from gan_api.marks.signing import Signer
from gan_api.recipe import Recipe
from gan_api.settings import GanSettings
from gan_api.wsgi import credentials_of
from services.common.folders import data_folder
from services.common.settings import SettingsError

RECIPE = Recipe.of("0123456789ab", np.zeros(140, np.float32), size=64)
STATEMENT = {
    "release": RECIPE.release,
    "recipe": RECIPE.word,
    "parents": [{"artwork": "red", "title": "Red", "weight": 1.0}],
}
FORMATS = ["jpg", "webp", "png"]


@pytest.fixture(scope="module")
def credentials() -> Credentials:
    return make_credentials()


@pytest.fixture(scope="module")
def signer(credentials: Credentials) -> Signer:
    return Signer(credentials)


def drawn(file_format: str) -> bytes:
    return finish(np.full((64, 64, 3), 90, np.uint8), RECIPE, file_format)


def files_of(credentials: Credentials, folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_text(credentials.certificates)
    key.write_text(credentials.key)
    return certificate, key


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_is_signed_is_read_back_as_ours(signer: Signer, file_format: str) -> None:
    read = signer.read(signer.sign(drawn(file_format), file_format, "red", STATEMENT))
    assert read is not None
    assert (read.intact, read.ours, read.generated, read.failures) == (True, True, True, ())
    assert dict(read.statement) == STATEMENT


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_changed_file_is_no_longer_intact(signer: Signer, file_format: str) -> None:
    data = bytearray(signer.sign(drawn(file_format), file_format, "red", STATEMENT))
    data[data.index(b"Gen Studio")] ^= 1
    read = signer.read(bytes(data))
    assert read is not None
    assert (read.intact, read.ours) == (False, False)
    assert read.failures


def test_a_picture_that_is_not_signed_has_no_manifest(signer: Signer) -> None:
    assert signer.read(drawn("jpg")) is None
    assert signer.read(b"") is None
    assert signer.read(b"no picture at all") is None


def test_anothers_certificate_of_the_same_name_is_not_ours(signer: Signer) -> None:
    other = Signer(make_credentials())
    assert other.name == signer.name
    read = signer.read(other.sign(drawn("jpg"), "jpg", "red", STATEMENT))
    assert read is not None
    assert (read.intact, read.ours) == (True, False)


def test_another_certificate_of_the_same_issuer_is_not_ours() -> None:
    root = make_root()
    mine, other = Signer(issue(*root)), Signer(issue(*root))
    read = mine.read(other.sign(drawn("jpg"), "jpg", "red", STATEMENT))
    assert read is not None
    assert (read.intact, read.ours) == (True, False)


def test_a_development_certificate_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    made = kept_credentials(tmp_path / "new" / "folder")
    assert kept_credentials(tmp_path / "new" / "folder") == made
    (file,) = (tmp_path / "new" / "folder").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_where_nothing_can_be_kept_a_certificate_serves_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert Signer(kept_credentials(tmp_path / "file")).name


def test_a_damaged_development_certificate_is_told_and_not_replaced(tmp_path: Path) -> None:
    kept_credentials(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_text("nonsense")
    with pytest.raises(CredentialsError, match="remove it"):
        kept_credentials(tmp_path)


def test_ones_own_certificate_signs(tmp_path: Path, credentials: Credentials) -> None:
    certificate, key = files_of(credentials, tmp_path)
    assert read_credentials(certificate, key) == credentials


def test_a_key_of_another_certificate_is_refused(tmp_path: Path, credentials: Credentials) -> None:
    certificate, key = files_of(dataclasses.replace(credentials, key=make_credentials().key), tmp_path)
    with pytest.raises(CredentialsError, match="another certificate"):
        read_credentials(certificate, key)


def test_a_certificate_without_its_issuer_is_refused(tmp_path: Path, credentials: Credentials) -> None:
    alone = credentials.certificates.split("-----END CERTIFICATE-----")[0] + "-----END CERTIFICATE-----\n"
    certificate, key = files_of(dataclasses.replace(credentials, certificates=alone), tmp_path)
    with pytest.raises(CredentialsError, match="issuer"):
        read_credentials(certificate, key)


def test_a_key_of_another_kind_or_with_a_password_is_refused(tmp_path: Path, credentials: Credentials) -> None:
    certificate, key = files_of(credentials, tmp_path)
    larger = ec.generate_private_key(ec.SECP384R1())
    key.write_bytes(larger.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(CredentialsError, match="P-256"):
        read_credentials(certificate, key)
    secret = load_pem_private_key(credentials.key.encode(), None)
    key.write_bytes(secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"locked")))
    with pytest.raises(CredentialsError, match="password"):
        read_credentials(certificate, key)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match=r"nowhere\.pem"):
        read_credentials(tmp_path / "nowhere.pem", tmp_path / "key.pem")


def test_an_issuer_cannot_sign_pictures_itself(credentials: Credentials) -> None:
    upside_down = dataclasses.replace(credentials, certificates=credentials.issuer + credentials.certificates)
    with pytest.raises(CredentialsError):
        Signer(upside_down)


def test_the_settings_say_whose_certificate_it_is(tmp_path: Path, credentials: Credentials) -> None:
    certificate, key = files_of(credentials, tmp_path)
    assert credentials_of(GanSettings(c2pa_certificate=certificate, c2pa_key=key)) == credentials
    folder = tmp_path / "made"
    assert credentials_of(GanSettings(c2pa_folder=folder)) == kept_credentials(folder)


def test_a_certificate_without_its_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set both or neither"):
        credentials_of(GanSettings(c2pa_certificate=tmp_path / "certificate.pem"))


def test_a_users_own_folder_is_where_the_system_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "gen-studio"
