"""Why a server's certificate is not believed. Pure."""

import ssl

# As OpenSSL numbers what is wrong.
REASONS = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is signed by itself alone",
    19: "its certificate is signed by nobody we know",
    20: "its certificate is signed by nobody we know",
    21: "its certificate is signed by nobody we know",
    62: "its certificate is for another name",
    64: "its certificate is for another name",
}
ANY_OTHER = "no safe connection"


def reason_of(error: BaseException) -> str:
    """What stopped a connection that was to be made safe; error: what came of it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return REASONS.get(cause.verify_code, ANY_OTHER)
        cause = cause.__cause__
    return ANY_OTHER
