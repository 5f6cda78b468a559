"""``territoria site feed-key`` and ``feed-import``: our public key, and feeds that come as files."""

from __future__ import annotations

from pathlib import Path

import click

HELP = {"help_option_names": ["-h", "--help"]}


@click.command("feed-key", context_settings=HELP)
@click.option("--rotate", is_flag=True, help="Make another key, which the present one vouches for.")
def show_feed_key(rotate: bool) -> None:
    """Print the public key of this site's feed, and its fingerprint for the telephone."""
    home = _home()
    from territoria_web.act.feed.key import feed_key, rotate_feed_key
    from territoria_web.act.feed.signing import fingerprint

    held = rotate_feed_key(home) if rotate else feed_key(home)
    click.echo(held.public)
    click.echo(f"Fingerprint: {fingerprint(held.public)}", err=True)


@click.command("feed-import", context_settings=HELP)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", required=True, help="Public key of that installation, as they told it.")
def import_feed(file: Path, key: str) -> None:
    """Take over a signed feed from FILE, on a machine that no network reaches."""
    _home()
    from django.core.exceptions import ValidationError

    from territoria.errors import TerritoriaError
    from territoria_web.act.services.feed_files import take_file

    try:
        feed, taken = take_file(
            by=None, content=file.read_bytes(), where=str(file), key=key.strip().lower()
        )
    except TerritoriaError as error:
        raise click.ClickException(str(error)) from None
    except ValidationError as refused:
        raise click.ClickException(" ".join(refused.messages)) from None
    assert taken is not None  # its key was given
    click.echo(
        f"{feed.name}: {taken.new} new, {taken.changed} changed, "
        f"{taken.withdrawn} no longer published."
    )


def _home() -> Path:
    """The home folder of the site, which is set up."""
    import django

    django.setup()
    from django.conf import settings

    return Path(settings.HOME)
