"""How quick the site answers: ``make bench-site`` (docs/methods/speed.md keeps the results).

Starts the site on this machine, waits until the worker has nothing left to do, asks public pages of
all kinds at 50 requests a second (territories, indicators, practices, places and figures drawn by
lot, in three languages; as a reader who is signed in, so that no page comes from memory), then one
page again and again. Prints what it measured beside the goals; the asking runs on the same cores.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

RATE = 50
SECONDS = 20
GOAL_P95 = 0.050
GOAL_KEPT = 1000
SIGNED_IN = "Cookie: sessionid=nobody\r\n"
LANGUAGES = ("en", "fr", "de")
Drawn = dict[str, list[str]]
"""By letter: what addresses are made of."""

# {t} a territory, {i} an indicator, {n} a node, {p} a practice, {a} an advice, {r} a role, by lot
KINDS = {
    "home": "",
    "map of a figure": "map/?show={i}",
    "map of a score": "map/?show=blueprint:{n}",
    "territory": "territories/{t}/",
    "territory, again": "territories/{t}/",
    "territory, once more": "territories/{t}/",
    "compare": "compare/?t={t}&t={t}&t={t}",
    "explore, table": "explore/?view=table&i={i}&i={i}",
    "explore, ranking": "explore/?view=ranking&i={i}&t={t}",
    "practices": "practices/",
    "practices of a role": "practices/?role={r}",
    "a practice": "practices/{p}/",
    "an advice": "advice/{a}/",
    "framework": "frameworks/blueprint/{n}/",
    "indicator": "indicators/{i}/",
    "data": "data/",
    "methods": "methods/",
}


def address(kind: str, draw: random.Random, there: Drawn) -> str:
    """An address of a kind, all that it names drawn by lot."""
    return re.sub(r"\{(\w)\}", lambda found: draw.choice(there[found[1]]), KINDS[kind])


def what_there_is() -> Drawn:
    """Everything that an address can name; waits until no job is left."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoria_web.site.settings")
    import django

    django.setup()
    from territoria_web.jobs.models import Job
    from territoria_web.library.queries import library
    from territoria_web.measure.models import Figure
    from territoria_web.measure.queries.assessments import current
    from territoria_web.recommend.queries.advised import codes_advised

    while Job.objects.filter(state__in=("waiting", "running")).exists():
        time.sleep(1)
    held = library()
    figures = Figure.objects.filter(territory__level=2).values_list("indicator", flat=True)
    return {
        "t": codes_advised(current()),
        "i": sorted(figures.distinct()),
        "n": [node.id for node in held.frameworks["blueprint"].walk()],
        "p": sorted(held.practices),
        "a": sorted(held.recommendations),
        "r": sorted(held.roles),
    }


@dataclass
class Asked:
    """Seconds of every answer of a page, and how many were no 200."""

    took: list[float] = field(default_factory=list)
    bad: int = 0


async def ask(port: int, path: str, asked: Asked, due: float | None = None) -> None:
    """One request on a connection of its own; timed from when it was due."""
    began = time.perf_counter() if due is None else due
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _send(reader, writer, port, path, asked, SIGNED_IN)
    writer.close()
    asked.took.append(time.perf_counter() - began)


async def _send(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    port: int,
    path: str,
    asked: Asked,
    cookie: str = "",
) -> None:
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n"
        f"{cookie}\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    await reader.readexactly(length)
    asked.bad += b" 200 " not in head.split(b"\r\n")[0]


async def at_a_rate(port: int, there: Drawn) -> dict[str, Asked]:
    """Pages of all kinds at a steady rate; who comes late is not waited for."""
    found = {kind: Asked() for kind in KINDS}
    draw = random.Random(1)
    began = time.perf_counter()
    tasks = []
    for n in range(RATE * SECONDS):
        due = began + n / RATE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        kind = draw.choice(list(KINDS))
        page = f"/{draw.choice(LANGUAGES)}/{address(kind, draw, there)}"
        tasks.append(asyncio.create_task(ask(port, page, found[kind], due)))
    await asyncio.gather(*tasks)
    return found


async def kept(port: int, page: str, connections: int = 8, each: int = 1000) -> float:
    """Requests a second of one page out of memory."""

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(each):
            await _send(reader, writer, port, page, Asked())
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    return connections * each / (time.perf_counter() - began)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def share(values: list[float], part: float) -> float:
    """A percentile in milliseconds."""
    ordered = sorted(values) or [float("nan")]
    return 1000 * ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def wait_for(port: int) -> None:
    """Until the site answers."""
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}/en/about/", timeout=5).read()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the site did not start")


def report(found: dict[str, Asked]) -> None:
    """What each page took, and all together."""
    print(f"{'page':24} {'asked':>6} {'p50 ms':>7} {'p95 ms':>7} {'not 200':>8}")
    for page, asked in found.items():
        middle, late = share(asked.took, 0.5), share(asked.took, 0.95)
        print(f"{page:24} {len(asked.took):6} {middle:7.1f} {late:7.1f} {asked.bad:8}")
    all_of_it = [took for asked in found.values() for took in asked.took]
    late = share(all_of_it, 0.95)
    word = "held" if late <= 1000 * GOAL_P95 else "missed"
    print(
        f"all pages at {RATE} requests/s: p95 {late:.1f} ms; goal {1000 * GOAL_P95:.0f} ms {word}"
    )


def main() -> None:
    """Start, ask, report, stop."""
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "territoria"),
        "site",
        "--port",
        str(port),
    ]
    print("database:", "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite")
    site = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        there = what_there_is()
        for n in range(8):  # every serving process has opened what pages stand on
            for kind in KINDS:
                page = f"/en/{address(kind, random.Random(n), there)}"
                asyncio.run(ask(port, page, Asked()))
        report(asyncio.run(at_a_rate(port, there)))
        rate = asyncio.run(kept(port, "/en/territories/FRE1/"))
        word = "held" if rate >= GOAL_KEPT else "missed"
        print(f"kept page: {rate:,.0f} requests/s; goal {GOAL_KEPT:,} {word}")
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(timeout=30)


if __name__ == "__main__":
    main()
