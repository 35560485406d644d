"""What a certificate for TLS says of itself: until when it is good, and for which hosts."""

from datetime import datetime
from typing import NamedTuple

from cryptography import x509


class Certificate(NamedTuple):
    """The last moment for which it is good, and the names of hosts it is for."""

    ends: datetime
    hosts: tuple[str, ...]


def read_certificate(pem: bytes) -> Certificate:
    """The first certificate of a chain; ValueError for what is none."""
    found = x509.load_pem_x509_certificate(pem)
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        hosts = names.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        hosts = []
    return Certificate(found.not_valid_after_utc, tuple(hosts))
