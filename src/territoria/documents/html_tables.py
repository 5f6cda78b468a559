"""A table as HTML, with scopes and room for long texts."""

from __future__ import annotations

from html import escape as html_escape

from territoria.documents.words import clean


def escape(text: str) -> str:
    """Text for an element: cleaned, ``& < >`` escaped."""
    return html_escape(clean(text), quote=False)


def table_of(
    header: tuple[str, ...], rows: list[list[str]], align: str, widths: list[int], caption: str
) -> str:
    """Rows are ready HTML. Columns with long text (``widths`` in characters) keep some room."""
    right = [i < len(align) and align[i] == "r" for i in range(len(header))]
    columns = ""
    if any(width > 16 for width in widths):
        sizes = ("x" if w > 40 else "m" if w > 16 else "" for w in widths)
        columns = "".join(f'<col class="{size}">' if size else "<col>" for size in sizes)
    head = "".join(
        f'<th scope="col"{" class=r" if r else ""}>{escape(text)}</th>'
        for text, r in zip(header, right, strict=True)
    )
    body = []
    for row in rows:
        first = f'<th scope="row">{row[0]}</th>' if row else ""
        rest = "".join(
            f"<td{' class=r' if i < len(right) and right[i] else ''}>{cell}</td>"
            for i, cell in enumerate(row[1:], start=1)
        )
        body.append(f"<tr>{first}{rest}</tr>")
    return f"<table>{caption}{columns}<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
