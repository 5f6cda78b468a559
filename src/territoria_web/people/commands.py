"""``territoria operator``: who runs this installation, named at the machine itself; its move to
another database; and territories that no published list holds.
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
    """Name who runs this site (`operator EMAIL`), move it, or add a city or region of its own."""
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


@operator.command("add-territory", context_settings=HELP)
@click.argument("code")
@click.argument("name")
@click.option("--country", required=True, help="Code of its country, e.g. FR.")
@click.option("--population", type=float, default=None)
@click.option("--area", type=float, default=None, help="In square kilometres.")
@click.option("--longitude", type=click.FloatRange(-180, 180), default=None)
@click.option("--latitude", type=click.FloatRange(-90, 90), default=None)
def add(
    code: str,
    name: str,
    country: str,
    population: float | None,
    area: float | None,
    longitude: float | None,
    latitude: float | None,
) -> None:
    """Add a city or region that no published list holds, as CODE with its NAME.

    It is scored by figures that its team gives, and compared with the published regions where these
    figures allow. Nobody sees it on maps or in lists of figures.
    """
    import django

    django.setup()
    from django.core.exceptions import ValidationError

    from territoria_web.people.places import add_territory

    try:
        place = add_territory(
            by=None,
            code=code,
            name=name,
            country=country.upper(),
            population=population,
            area_km2=area,
            longitude=longitude,
            latitude=latitude,
        )
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from None
    click.echo(f"{place.key} {place.name} is there. Name its lead on the page of the operator.")


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
