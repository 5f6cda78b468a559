"""How quick the site answers: ``make bench-site`` (docs/methods/speed.md keeps the results).

Starts the site on this machine, asks public pages at 50 requests a second with addresses that were
never asked before (nothing comes from memory), then the same pages again and again (everything
does). Prints what it measured beside the goals; the asking runs on the same cores as the site.
"""

from __future__ import annotations

import asyncio
import os
import random
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
PAGES = (
    "/en/",
    "/fr/map/?show=blueprint:A2",
    "/en/map/?show=broadband_households",
    "/en/territories/FRE1/",
    "/de/territories/DED5/",
    "/fr/territories/FI20/",
    "/en/compare/?t=FRE1&t=DED5&t=FI20",
    "/en/explore/?view=table&i=broadband_households&i=tertiary_25_64",
    "/en/explore/?view=ranking&i=broadband_households&t=FRE1",
    "/en/practices/",
    "/en/practices/?role=MAY",
    "/en/advice/",
    "/en/frameworks/blueprint/",
    "/en/indicators/",
    "/en/indicators/broadband_households/",
    "/en/data/",
    "/en/methods/",
)


@dataclass
class Asked:
    """Seconds of every answer of a page, and how many were no 200."""

    took: list[float] = field(default_factory=list)
    bad: int = 0


async def ask(port: int, path: str, asked: Asked, due: float | None = None) -> None:
    """One request on a connection of its own; timed from when it was due."""
    began = time.perf_counter() if due is None else due
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _send(reader, writer, port, path, asked)
    writer.close()
    asked.took.append(time.perf_counter() - began)


async def _send(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, path: str, asked: Asked
) -> None:
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    await reader.readexactly(length)
    asked.bad += b" 200 " not in head.split(b"\r\n")[0]


async def at_a_rate(port: int) -> dict[str, Asked]:
    """Pages never asked before, at a steady rate; who comes late is not waited for."""
    found = {page: Asked() for page in PAGES}
    draw = random.Random(1)
    began = time.perf_counter()
    tasks = []
    for n in range(RATE * SECONDS):
        due = began + n / RATE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        page = draw.choice(PAGES)
        fresh = f"{page}{'&' if '?' in page else '?'}n={n}"
        tasks.append(asyncio.create_task(ask(port, fresh, found[page], due)))
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
    print(f"{'page':70} {'asked':>6} {'p50 ms':>7} {'p95 ms':>7} {'not 200':>8}")
    for page, asked in found.items():
        middle, late = share(asked.took, 0.5), share(asked.took, 0.95)
        print(f"{page:70} {len(asked.took):6} {middle:7.1f} {late:7.1f} {asked.bad:8}")
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
        for _ in range(8):  # every serving process has seen every page
            for page in PAGES:
                asyncio.run(ask(port, f"{page}{'&' if '?' in page else '?'}w={_}", Asked()))
        report(asyncio.run(at_a_rate(port)))
        rate = asyncio.run(kept(port, PAGES[3]))
        word = "held" if rate >= GOAL_KEPT else "missed"
        print(f"kept page: {rate:,.0f} requests/s; goal {GOAL_KEPT:,} {word}")
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(timeout=30)


if __name__ == "__main__":
    main()
