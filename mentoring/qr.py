"""An address as a QR code, to be drawn as one SVG path."""

from dataclasses import dataclass

import qrcode

QUIET = 4  # Modules left free around it, as the standard asks.


@dataclass(frozen=True, slots=True)
class QrCode:
    """size: width and height of the drawing. path: its dark modules."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of text with middling correction. One path of rows of dark modules."""
    code = qrcode.QRCode(
        border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M
    )
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return QrCode(len(rows), path)
