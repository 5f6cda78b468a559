"""``territoria operator``: who runs this installation, named at the machine itself; and its move
to another database.
"""

from __future__ import annotations

import os

import click

HELP = {"help_option_names": ["-h", "--help"]}


class NameOrCommand(click.Group):
    """``operator EMAIL`` names somebody: what is no command is an address."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Send an address, and the options around it, to the command ``name``."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["name", *args]
        return super().parse_args(ctx, args)


@click.group(cls=NameOrCommand, context_settings=HELP, subcommand_metavar="EMAIL | COMMAND …")
def operator() -> None:
    """Name who runs this site (`operator EMAIL`), or move the site to another database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoria_web.site.settings")


@operator.command(context_settings=HELP)
@click.argument("email")
@click.option("--origin", default=None, help="Address of the site in the link.")
def name(email: str, origin: str | None) -> None:
    """Make EMAIL an operator, and print a link that signs them in once, within the hour.

    The first page asks them to set up a second factor.
    """
    import django

    django.setup()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from territoria_web.people.links import link_for
    from territoria_web.people.services import make_operator

    try:
        validate_email(email)
    except ValidationError:
        raise click.ClickException(f"{email} is not an e-mail address.") from None
    user = make_operator(email=email)
    click.echo(link_for(user, origin=origin or settings.ORIGIN or "http://127.0.0.1:8000"))


@operator.command(context_settings=HELP)
@click.option("--to", required=True, metavar="DATABASE_URL", help="Address of an empty database.")
def move(to: str) -> None:
    """Copy everything from the database in use (DATABASE_URL) into an empty one.

    Stop the site first. Documents, boundaries and the secret key stay in the home folder; people
    sign in again.
    """
    import django

    django.setup()
    from territoria_web.people.moving import CannotMove

    try:
        moved = _moved(to)
    except CannotMove as error:
        raise click.ClickException(str(error)) from None
    for table, rows in moved.items():
        if rows:
            click.echo(f"{rows:>9,}  {table}")
    click.echo(
        f"{sum(moved.values()):>9,}  rows in {len(moved)} tables, each counted on both sides. "
        "Sessions stayed behind: people sign in again. Start the site with DATABASE_URL set to "
        "the new address; the old database is as it was."
    )


def _moved(to: str) -> dict[str, int]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from territoria_web.people.moving import move as move_rows

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    quiet = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=quiet) as bar:
        task = bar.add_task("Tables")

        def progress(table: str, done: int, of: int) -> None:
            bar.update(task, description=table, completed=done, total=of)

        return move_rows(to=to, progress=progress)
