"""The papers of a team at the desk: words, corrections, signatures, files."""
