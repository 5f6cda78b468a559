"""Call: who reviews which application without conflicts of interest, and what their scores say."""
