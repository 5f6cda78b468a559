"""What a site holds before its first visitor: the release, all scores, a few diagnoses."""

from __future__ import annotations

import os

DIAGNOSED = ("FRE1", "DED5", "FI20", "RO42", "DE30")


def make(path: str) -> None:
    """A filled SQLite database at ``path`` (the setting DATABASE_URL names it too)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "territoria_web.site.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    fill()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def fill() -> None:
    """Fill the database of the current settings."""
    from territoria_web.library.queries import library
    from territoria_web.measure.queries.assessments import current
    from territoria_web.measure.services.assessments import run_assessment
    from territoria_web.measure.services.releases import load_release
    from territoria_web.recommend.services.diagnoses import diagnose_territory
    from territoria_web.territories.models import Territory
    from territoria_web.territories.names import names_of

    release = load_release(name="europe-nuts2021", names_of=names_of)
    for framework in library().frameworks.values():
        run_assessment(framework=framework, release=release)
    for territory in Territory.objects.filter(code__in=DIAGNOSED):
        diagnose_territory(assessment=current(), territory=territory)
