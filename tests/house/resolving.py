"""Every page that the resolver knows."""

from collections.abc import Iterator, Sequence

from django.urls import URLPattern, get_resolver


def every_pattern() -> Iterator[tuple[str, str, URLPattern]]:
    """Yield (view name, route, pattern) of every page, namespaces before the name."""
    yield from _walk(get_resolver().url_patterns)


def _walk(
    patterns: Sequence, names: tuple[str, ...] = (), route: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or ""]), here, pattern
        else:
            namespace = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern.url_patterns, (*names, *namespace), here)
