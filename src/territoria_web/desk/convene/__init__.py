"""A team's meetings: agenda, people, materials, running them, the board, the votes."""
