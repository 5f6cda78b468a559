"""The policy briefing of a territory: HTML, PDF and DOCX, made once and kept."""
