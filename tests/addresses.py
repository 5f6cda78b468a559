"""Every named address of the site, for tests that visit them all."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver


def named(
    resolver: URLResolver, space: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All named addresses with the parts they take."""
    for pattern in resolver.url_patterns:
        parts = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named(pattern, inner, parts)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", parts
