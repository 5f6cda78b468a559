"""Reading: releases, assessments, scores, figures; one noun a file."""
