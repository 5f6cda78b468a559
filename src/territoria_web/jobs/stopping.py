"""Whether this process was asked to stop: long jobs look, and step aside."""

from __future__ import annotations

from threading import Event

stopping = Event()
