"""The desk: a team's workspace, one module a stage."""
