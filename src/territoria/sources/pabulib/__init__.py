"""Votes on projects in Pabulib's format ``.pb``, read and written (pabulib.org/format).

A text in UTF-8 with three sections, META, PROJECTS and VOTES, each a table of its own with a header,
cells parted by semicolons. Every key, column and cell is kept as it is written, also those that the
format does not know; only white space around cells, and quotation marks that are not needed, are lost.
"""

from territoria.sources.pabulib.file import Pabulib, write_pabulib
from territoria.sources.pabulib.read import parse_pabulib, read_pabulib

__all__ = ["Pabulib", "parse_pabulib", "read_pabulib", "write_pabulib"]
