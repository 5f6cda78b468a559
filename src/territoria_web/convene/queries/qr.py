"""The address of a room as a QR code, drawn as SVG."""

from __future__ import annotations

import qrcode
from django.utils.html import escape
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around it, as the standard asks


def qr_svg(text: str, *, title: str) -> str:
    """Black on white whatever the page's colours, so that every camera reads it."""
    code = qrcode.QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    size = len(matrix)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    words = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size * 8}" '
        f'height="{size * 8}" role="img" aria-label="{words}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#ffffff"/>'
        f'<path d="{path}" fill="#000000"/></svg>'
    )
