"""One time-stamp: an authority's signed answer to a request, decoded and held against what it is to be about (RFC 3161)."""

from __future__ import annotations

import hashlib
import re
import warnings
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from rfc3161_client import (
    PKIStatus,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from generator.evidence.der import read_failures, read_nonce, sort_certificates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

LARGEST: Final = 256 * 1024
"""The most bytes that an authority's answer may have; with a chain of certificates it has a few thousand."""

DIGESTS: Final = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}
"""The hash functions in which a stamp may name what it is about, by their object identifiers."""

_REASON: Final = re.compile(r"Verify error: ?([^\"]+)")


class Part(Enum):
    """What of a stamp does not hold."""

    IMPRINT = "imprint"
    SIGNATURE = "signature"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a stamp does not hold, as the end of a sentence about it."""

    part: Part
    reason: str


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What an authority says: by when it had seen the bytes, under which policy, and by which name it goes.

    `authority` is the name in the certificate that it signed with; who that is, only `find_flaws` with certificates can tell.
    """

    time: datetime
    policy: str
    nonce: int | None
    authority: str
    response: TimeStampResponse


def read_timestamp(answer: bytes) -> Timestamp | str:
    """The stamp in an authority's answer; or why there is none, as the end of a sentence about the answer."""
    if len(answer) > LARGEST:
        return f"it is longer than {LARGEST} bytes"
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # certificates of other people may be odd, and are not ours to mend
            response = decode_timestamp_response(sort_certificates(answer))
            if response.status != PKIStatus.GRANTED:
                return _tell_refusal(response, answer)
            info = response.tst_info
            return Timestamp(info.gen_time, info.policy.dotted_string, info.nonce, _name_signer(response), response)
    # The library raises what it comes upon (KeyError and TypeError too) where it decodes what somebody made up.
    except (ValueError, LookupError, TypeError, OverflowError, x509.InvalidVersion):
        return "it is no time-stamp response in DER"


def _tell_refusal(response: TimeStampResponse, answer: bytes) -> str:
    status = next(
        (one.name.lower().replace("_", " ") for one in PKIStatus if one == response.status), "of no known kind"
    )
    reasons = [*read_failures(answer), *(show(text) for text in response.status_string)]
    return f"the authority did not grant it: {'; '.join([status, *reasons])}"


def _name_signer(response: TimeStampResponse) -> str:
    (signer,) = response.signed_data.signer_infos
    for raw in response.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(raw)
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
            return _name(certificate.subject)
    raise ValueError("the certificate of the signer is not in the stamp")


def _name(subject: x509.Name) -> str:
    """A name as people read it: the common name, and the organisation where that does not say it."""
    common, *_ = *_values(subject, NameOID.COMMON_NAME), ""
    organisation, *_ = *_values(subject, NameOID.ORGANIZATION_NAME), ""
    parts = [common, "" if organisation in common else organisation]
    return show(", ".join(filter(None, parts)) or subject.rfc4514_string())


def _values(subject: x509.Name, kind: x509.ObjectIdentifier) -> list[str]:
    return [str(attribute.value) for attribute in subject.get_attributes_for_oid(kind)]


def show(text: str, longest: int = 200) -> str:
    """What somebody else wrote, on one line and without what could not be seen or would command a terminal."""
    seen = "".join(character if character.isprintable() else " " for character in text[:longest])
    return " ".join(seen.split()) + ("…" if len(text) > longest else "")


def read_authorities(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in a PEM file, each once; an empty one holds none. Raises ValueError where it holds something else."""
    if not pem:
        return ()
    with warnings.catch_warnings(action="ignore"):
        certificates = x509.load_pem_x509_certificates(pem)
    return tuple({certificate.public_bytes(Encoding.DER): certificate for certificate in certificates}.values())


def find_flaws(
    stamp: Timestamp,
    content: bytes,
    *,
    request: bytes,
    authorities: Sequence[x509.Certificate] = (),
    policy: str = "",
) -> Iterator[Flaw]:
    """Whatever does not hold of a stamp on `content`: what it is about, whose it is, whether it answers the request.

    `authorities` are the certificates that are trusted, of which the chain must reach one as of the time of the stamp;
    without any, whose it is is not judged. `policy` is the one that is asked for (an object identifier), if any is.
    """
    imprint = stamp.response.tst_info.message_imprint
    digest = DIGESTS.get(imprint.hash_algorithm.dotted_string)
    if digest is None:
        yield Flaw(Part.IMPRINT, f"it uses a hash that is not accepted ({imprint.hash_algorithm.dotted_string})")
    elif digest(content).digest() != imprint.message:
        yield Flaw(Part.IMPRINT, "it is about other bytes")
    elif authorities and (reason := _find_weakness(stamp, content, authorities)):
        yield Flaw(Part.SIGNATURE, reason)
    try:
        nonce = read_nonce(request)
    except ValueError:
        yield Flaw(Part.REQUEST, "what it answers is no time-stamp request")
    else:
        if nonce != stamp.nonce:
            yield Flaw(Part.REQUEST, "its nonce is not the one of the request, so it answers another one")
    if policy and stamp.policy != policy:
        yield Flaw(Part.REQUEST, f"its policy is {stamp.policy}, and {policy} was asked for")


def _find_weakness(stamp: Timestamp, content: bytes, authorities: Sequence[x509.Certificate]) -> str:
    """Why the signature or the chain of certificates does not hold; empty if it does.

    The library holds the signature, the validity of the certificates at the time of the stamp, and the critical purpose
    "time-stamping" of the signer's (RFC 3161, section 2.3). Revocation is not looked up.
    """
    builder = VerifierBuilder()
    for certificate in authorities:
        builder = builder.add_root_certificate(certificate)
    try:
        with warnings.catch_warnings(action="ignore"):
            builder.build().verify_message(stamp.response, content)
    except VerificationError as error:
        found = _REASON.search(str(error))
        return show(found.group(1) if found else str(error)).rstrip(" .")
    except (ValueError, LookupError, TypeError) as error:
        return show(str(error)) or "it cannot be verified"
    return ""
