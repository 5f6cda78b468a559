"""Writing: diagnoses of all territories, and a team's decisions on advice."""
