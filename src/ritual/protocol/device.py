"""The keys of one device: one that others wrap for, one that signs; and the token by which the endpoint knows it."""

import hashlib
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from ritual.protocol.binary import b64

TOKEN: Final = "rtd_"
"""How every token begins, so that scanners for secrets know one."""
HASH_BYTES: Final = 32
"""How long the hash of a token is."""
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Announced(NamedTuple):
    """The public keys of a device, 32 bytes each: others wrap for `wrap` (X25519) and trust `sign` (Ed25519)."""

    wrap: bytes
    sign: bytes


class DeviceKeys(NamedTuple):
    """The secret keys of this device, 32 random bytes each."""

    wrap: bytes
    sign: bytes

    @property
    def announced(self) -> Announced:
        """What the others may know."""
        wrap = X25519PrivateKey.from_private_bytes(self.wrap).public_key()
        sign = Ed25519PrivateKey.from_private_bytes(self.sign).public_key()
        return Announced(wrap.public_bytes_raw(), sign.public_bytes_raw())

    def signature(self, words: bytes) -> bytes:
        """64 bytes that only this device can make."""
        return Ed25519PrivateKey.from_private_bytes(self.sign).sign(words)

    def unwrapped(self, wrapped: bytes, info: bytes) -> bytes:
        """What was wrapped for this device (RFC 9180, base mode); raises InvalidTag for what wasn't."""
        return _SUITE.decrypt(wrapped, X25519PrivateKey.from_private_bytes(self.wrap), info)


def wrapped(secret: bytes, to: Announced, info: bytes) -> bytes:
    """The secret for one device alone (RFC 9180, base mode); ValueError for a public key that isn't one."""
    return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(to.wrap), info)


def is_signed(words: bytes, signature: bytes, by: Announced) -> bool:
    """Whether that device signed these words."""
    try:
        Ed25519PublicKey.from_public_bytes(by.sign).verify(signature, words)
    except (InvalidSignature, ValueError):
        return False
    return True


def token(secret: bytes) -> str:
    """How a device shows that it is one: 32 random bytes that only it has."""
    return TOKEN + b64(secret)


def token_hash(shown: str) -> bytes:
    """What the endpoint keeps of a token: its SHA-256, so that a stolen database opens nothing."""
    return hashlib.sha256(shown.encode("utf-8", "replace")).digest()
