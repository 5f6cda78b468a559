"""XLSForm out and in, so that a survey can be filled offline in ODK or Kobo and come back.

``write_xlsform`` makes the workbook, ``read_xlsform`` reads one made elsewhere, ``read_submissions``
reads what the apps export. Source of the format: xlsform.org; every written form is one that pyxform
accepts.
"""

from territoria.sources.xlsform.read import read_xlsform
from territoria.sources.xlsform.submissions import Submission, Submissions, read_submissions
from territoria.sources.xlsform.write import write_xlsform

__all__ = ["Submission", "Submissions", "read_submissions", "read_xlsform", "write_xlsform"]
