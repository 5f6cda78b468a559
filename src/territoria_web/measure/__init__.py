"""Measure: releases, observations, assessments and their readings."""
