"""Writing: releases and assessments."""
