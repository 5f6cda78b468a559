"""``territoria operator``: who runs this installation, named at the machine itself."""

from __future__ import annotations

import os

import click


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("email")
@click.option("--origin", default=None, help="Address of the site in the link.")
def operator(email: str, origin: str | None) -> None:
    """Make EMAIL an operator, and print a link that signs them in once, within the hour.

    The first page asks them to set up a second factor.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoria_web.site.settings")
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
