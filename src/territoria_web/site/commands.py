"""``territoria site``: start the web site of this installation; beneath it, what is done at the machine."""

from __future__ import annotations

import os
import sys

import click

from territoria_web.site.feed_commands import import_feed, show_feed_key


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[COMMAND …]",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", default=None, type=click.IntRange(1, 64), help="Serving processes.")
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--demo/--no-demo", default=False, help="Make demo accounts and an example region.")
@click.option("--prepare-only", is_flag=True, help="Set everything up, then stop.")
@click.pass_context
def site(
    ctx: click.Context,
    host: str,
    port: int,
    processes: int | None,
    threads: int,
    demo: bool,
    prepare_only: bool,
) -> None:
    """Start the web site: set up what is missing, then serve until interrupted.

    The database, documents and settings live in TERRITORIA_HOME (~/.local/share/territoria).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoria_web.site.settings")
    if ctx.invoked_subcommand is not None:
        return
    if demo:
        os.environ.setdefault("TERRITORIA_EXAMPLE", "1")
    _need_the_web()
    import django

    django.setup()
    origin = os.environ.get("TERRITORIA_ORIGIN") or f"http://{_shown(host)}:{port}"
    _prepare()
    if demo:
        _demo(origin)
    if prepare_only:
        return
    click.echo(f"\nTerritoria is at {origin}/   (stop it with Ctrl+C)\n", err=True)
    _serve(host, port, processes or min(os.cpu_count() or 1, 4), threads)


site.add_command(show_feed_key)
site.add_command(import_feed)


def _need_the_web() -> None:
    try:
        import django  # noqa: F401
    except ImportError:
        raise click.ClickException(
            "The site needs packages that are not installed: pip install 'territoria[web]'."
        ) from None


def _shown(host: str) -> str:
    """An address that a browser on this machine understands."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)


def _prepare() -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from territoria_web.site.start import prepare

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as bar:
        tasks = {}

        def progress(name: str, done: int, of: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=of)
            bar.update(tasks[name], completed=done, total=of)

        prepare(say=lambda text: bar.console.print(text), progress=progress)


def _demo(origin: str) -> None:
    from territoria_web.example.demo import demo_links

    click.echo("\nDemo accounts (each link signs in once, within the hour):", err=True)
    for account in demo_links(origin):
        click.echo(f"  {account.role:<38} {account.link}", err=True)


def _serve(host: str, port: int, processes: int, threads: int) -> None:
    """Serve in the place of this process, afresh: what prepared the site has started threads of its
    libraries, and processes that are forked beside such threads may wait for them for ever.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    module = "territoria_web.site.serving"
    os.execv(
        sys.executable,
        [sys.executable, "-m", module, host, str(port), str(processes), str(threads)],
    )
