"""Addresses as people write them, mended where they are broken, and their one form."""

import re
from functools import lru_cache

from roadmap.urls_canonical import canonical_url

# What the end of a sentence leaves on an address that stands in the text.
ENDS = ".,;:!?'\"*_~>|"
BRACKETS = {")": "(", "]": "[", "}": "{"}
SCHEME = re.compile(r"^h?ttps?:?/{1,3}(?=[\w\[])", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"^(?!https?:)[a-z][a-z0-9+.-]{1,20}:", re.IGNORECASE)
HOST = re.compile(
    r"^(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|edu|io|dev|ai|gov|info|app|me|sh|tv"
    r"|uk|de|fr|in|eu|ch|ca|au)(?:[/?#]|$)",
    re.IGNORECASE,
)
LONGEST = 2_000


def trimmed(address: str) -> str:
    """Without the marks that belong to the sentence around a bare address."""
    while address and (address[-1] in ENDS or _closes_too_much(address)):
        address = address[:-1]
    return address


def _closes_too_much(address: str) -> bool:
    opening = BRACKETS.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def mended(written: str) -> str:
    """The web address that was meant, the same if nothing is broken or can be mended.

    Brackets around it, spaces in it, a broken or missing "https://".
    """
    address = written.strip().strip("<>").lstrip("(").strip()
    if address.count(")") > address.count("("):
        address = address.rstrip(")")
    address = re.sub(r"\s{1,100}", "%20", address)
    if address.lower().startswith(("http://", "https://")):
        return address
    if broken := SCHEME.match(address):
        safe = "https" in broken[0].lower() or "ttps" in broken[0].lower()
        return ("https://" if safe else "http://") + address[broken.end() :]
    if address.startswith("//"):
        return f"https:{address}"
    if HOST.match(address):
        return f"https://{address}"
    return written.strip()


@lru_cache(maxsize=4_096)
def canonical_of(address: str) -> str:
    """canonical_url's form of a web address, "" for anything else."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    if len(address) > LONGEST:
        return ""
    try:
        return canonical_url(address)
    except (ValueError, UnicodeError):
        return ""


def is_host(text: str) -> bool:
    """Whether this is an address that only lacks its "https://"."""
    return bool(HOST.match(text)) and " " not in text
