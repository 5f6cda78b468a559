"""The index as an Excel workbook whose formulas compute it again."""

from territoria.documents.workbook.write import workbook_bytes, write_workbook

__all__ = ["workbook_bytes", "write_workbook"]
