"""Domains of e-mail addresses, in one spelling."""

import re

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+{LABEL}\Z")
MAXIMUM_LENGTH = 253


def domain_of(email: str) -> str:
    """What stands behind the last @, as `folded` spells it."""
    return folded(email.rpartition("@")[2])


def folded(domain: str) -> str:
    """Lower case, letters beyond ASCII as the network writes them (xn--...).

    What cannot be written so comes back in lower case, and is no domain.
    """
    plain = domain.strip().strip(".").lower()
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain


def is_domain(text: str) -> bool:
    """Whether folded text can be the domain of an address."""
    return len(text) <= MAXIMUM_LENGTH and DOMAIN.match(text) is not None
