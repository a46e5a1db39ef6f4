"""Who signs downloads: a certificate and its key from settings, or a development one that is made once and kept."""

import datetime
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DEVELOPMENT_NAME = "Gen Studio development certificate"
_YEARS = 10
_FILE = "development.pem"


class CredentialsError(ValueError):
    """The certificate or its key can't be used; the message says why."""


@dataclass(frozen=True)
class Credentials:
    """The signing certificate first and its issuers after it, as PEM; the key as PEM (PKCS 8, EC P-256)."""

    certificates: str
    key: str

    @property
    def serial(self) -> int:
        """The signing certificate's number; no other of the same issuer has it."""
        return _chain(self.certificates)[0].serial_number

    @property
    def issuer(self) -> str:
        """The last certificate, as PEM: whom to trust to know this one again."""
        return _chain(self.certificates)[-1].public_bytes(Encoding.PEM).decode()

    @property
    def name(self) -> str:
        """Whom the certificate names."""
        subject = _chain(self.certificates)[0].subject
        named = subject.get_attributes_for_oid(NameOID.COMMON_NAME) or subject.get_attributes_for_oid(
            NameOID.ORGANIZATION_NAME
        )
        return str(named[0].value) if named else subject.rfc4514_string()


def read_credentials(certificate: Path, key: Path) -> Credentials:
    """From the PEM files of a certificate chain and of its key. Raises CredentialsError."""
    try:
        return _checked(certificate.read_text(encoding="ascii"), key.read_bytes())
    except OSError as error:
        raise CredentialsError(f"{error.filename} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise CredentialsError(f"{certificate} and {key} can't sign: {error}") from error


def kept_credentials(folder: Path) -> Credentials:
    """The development certificate of this folder; made where there is none yet, or for this run alone where none can
    be kept. Raises CredentialsError where the file that is there is damaged.
    """
    path = folder / _FILE
    made = None
    if not path.exists():
        made = make_credentials()
        with suppress(OSError):
            _keep(path, made)
    try:
        text = path.read_text(encoding="ascii")
        return _checked(text, text.encode())
    except OSError:
        return made or make_credentials()
    except ValueError as error:
        raise CredentialsError(
            f"{path} holds no certificate and key ({error}); remove it, and a new one is made"
        ) from error


def make_credentials() -> Credentials:
    """A new development certificate and its root, whose own key is forgotten."""
    return issue(*make_root())


def make_root() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A certificate that can issue others, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"{DEVELOPMENT_NAME}: root")
    certificate = (
        _begun(name, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate, key


def issue(root: x509.Certificate, root_key: ec.EllipticCurvePrivateKey) -> Credentials:
    """A certificate that can sign pictures."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _begun(_name(DEVELOPMENT_NAME), root.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    return Credentials("".join(one.public_bytes(Encoding.PEM).decode() for one in (certificate, root)), _pem(key))


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))  # clocks differ
        .not_valid_after(now + datetime.timedelta(days=365 * _YEARS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Gen Studio"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _keep(path: Path, credentials: Credentials) -> None:
    """Certificate and key in one file, for its owner alone; whole or not at all, and the first of several stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(credentials.certificates + credentials.key)
        with suppress(FileExistsError):
            path.hardlink_to(partial)
    finally:
        partial.unlink()


def _chain(certificates: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(certificates.encode())


def _checked(certificates: str, key: bytes) -> Credentials:
    """Raises ValueError where they don't belong together."""
    chain = _chain(certificates)
    try:
        secret = load_pem_private_key(key, None)
    except TypeError as error:
        raise ValueError("the key is locked with a password; unlock it first") from error
    if not (isinstance(secret, ec.EllipticCurvePrivateKey) and isinstance(secret.curve, ec.SECP256R1)):
        raise ValueError("the key is not an EC P-256 one")  # noqa: TRY004  # a file's content, not an argument's type
    if len(chain) < 2:
        raise ValueError("there is one certificate alone; put its issuer's below it")
    if chain[0].public_key() != secret.public_key():
        raise ValueError("the key belongs to another certificate than the first one")
    pem = "".join(one.public_bytes(Encoding.PEM).decode() for one in chain)
    return Credentials(pem, _pem(secret))
