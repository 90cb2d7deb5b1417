"""The markdown exporter, where reading back what it wrote does not show it."""

from __future__ import annotations

from paperdigest.model import Paper, Point
from paperdigest.reading import loads
from paperdigest.writing import dumps


def test_points_nested_deeper_than_python_calls_are_written_in_order() -> None:
    point = Point(text="the innermost", children=(Point(text="a"), Point(text="b https://example.org")))
    for level in range(1_200):
        point = Point(text=f"level {level}", children=(point,))
    written = dumps([Paper(title="T", summary=(point, Point(text="last")))], "markdown")
    points = [line.strip() for line in written.splitlines() if line.lstrip().startswith("- ")]
    assert points == [
        *(f"- level {level}" for level in reversed(range(1_200))),
        *("- the innermost", "- a", "- b https://example.org", "- last"),
    ]
    assert len(loads(written).papers) == 1
