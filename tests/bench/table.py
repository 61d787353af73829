# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure a row: measured, target, and the ratio to what it is compared with."""

import dataclasses


@dataclasses.dataclass
class Row:
    figure: str
    value: float
    unit: str = ""
    limit: float = None        # of the value
    limit_ratio: float = None  # of the value to the peer's
    peer: str = ""
    peer_value: float = None
    note: str = ""

    @property
    def ratio(self):
        return self.value / self.peer_value if self.peer_value else None

    def verdict(self):
        checks = []
        if self.limit is not None:
            checks.append(self.value <= self.limit)
        if self.limit_ratio is not None:
            checks.append(self.ratio is not None and self.ratio <= self.limit_ratio)
        return "" if not checks else "PASS" if all(checks) else "over"

    def cells(self):
        targets = []
        if self.limit is not None:
            targets.append(f"≤ {self.limit:g} {self.unit}".rstrip())
        if self.limit_ratio is not None:
            targets.append(f"≤ {self.limit_ratio:g} ×")
        peer = f"{number(self.peer_value)} {self.unit} ({self.peer})" if self.ratio else ""
        return (self.figure, f"{number(self.value)} {self.unit}".rstrip(), " and ".join(targets),
                peer, f"{self.ratio:.2f} ×" if self.ratio else "", self.verdict())


HEAD = ("figure", "measured", "target", "beside it", "ratio", "")


def number(value):
    """With three digits that count."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"


class Table:
    def __init__(self):
        self.rows = []

    def add(self, *rows):
        self.rows += rows

    def __str__(self):
        lines = [HEAD, *(row.cells() for row in self.rows)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]

        def text(line):
            return "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()

        out = ["", text(HEAD), text(["─" * width for width in widths])]
        out += [text(line) for line in lines[1:]]
        notes = [f"{row.figure.strip()}: {row.note}." for row in self.rows if row.note]
        return "\n".join(out + [""] + notes)
