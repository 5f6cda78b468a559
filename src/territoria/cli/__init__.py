"""The command line, in the order of the journey: from releases to a briefing, and back to a cell.

Results go to standard output, words about them to standard error. Exit codes: 0 done; 1 something
does not hold (a check found problems, a recomputed number differs); 2 wrong input.
A command's module is loaded when it is called, and everything heavy inside the command, so that
``--help`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points

import click

from territoria import __version__

# command → the module that holds it, in the order of the journey
COMMANDS = {
    "check": "check",
    "release": "release",
    "convert": "convert",
    "opinions": "opinions",
    "checks": "checks",
    "measure": "measure",
    "audit": "audit",
    "compare": "compare",
    "benchmark": "benchmark",
    "recommend": "recommend",
    "timetable": "timetable",
    "budget": "budget",
    "encounters": "encounters",
    "mentors": "mentors",
    "brief": "brief",
    "explain": "explain",
    "recompute": "explain",
    "boundaries": "boundaries",
}


# what stands above the engine adds its commands by entry points of this group
ADDED = "territoria.commands"


class OnDemand(click.Group):
    """A group whose commands are loaded when they are called, listed in the order above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the journey, then those that were added."""
        return [*COMMANDS, *sorted(entry_points(group=ADDED).names)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, or None."""
        if name in COMMANDS:
            found: click.Command = getattr(import_module(f"territoria.cli.{COMMANDS[name]}"), name)
            return found
        for added in entry_points(group=ADDED, name=name):
            loaded: click.Command = added.load()
            return loaded
        return None


@click.group(cls=OnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="territoria")
def main() -> None:
    """From evidence to action for a city or region: score it, find its true peers, advise, plan.

    Every number that a document prints can be explained and recomputed.
    """
