# SPDX-License-Identifier: GPL-3.0-or-later
"""What the figures were taken on."""

import os
import pathlib
import platform
import re
import subprocess


def _first(pattern, path):
    found = re.search(pattern, pathlib.Path(path).read_text(encoding="utf-8"), re.M)
    return found.group(1) if found else "unknown"


def _storage(directory):
    found = subprocess.run(["findmnt", "-no", "FSTYPE,SOURCE,OPTIONS", "-T", directory],
                           check=False, capture_output=True, text=True).stdout.split()
    if len(found) < 3:
        return "unknown"
    device = pathlib.Path("/sys/class/block", pathlib.Path(found[1]).name)
    # A partition's directory lies in its disk's.
    queue = next((path / "queue" for path in (device, device.resolve().parent)
                  if (path / "queue/rotational").exists()), None)
    if queue is None:
        return f"{found[0]} ({found[2]})"
    kind = "turning disk" if _first(r"(\d)", queue / "rotational") == "1" else "solid state"
    cache = (queue / "write_cache").read_text().strip()
    return f"{found[0]} on {device.name}, {kind}, {cache} ({found[2]})"


def facts(directory):
    load = os.getloadavg()[0]
    cores = len(os.sched_getaffinity(0))
    model = _first(r"^model name\s*:\s*(.*)", "/proc/cpuinfo")
    memory = int(_first(r"^MemTotal:\s+(\d+)", "/proc/meminfo")) / 1024 / 1024
    lines = [f"Machine: {cores} cores of {model}, {memory:.1f} GiB; "
             f"Linux {platform.release()}",
             f"Storage: {_storage(directory)}",
             f"Load before: {load:.2f}" + (" (busy: the figures are worse than they should be)"
                                           if load > 0.5 * cores else "")]
    return "\n".join(lines)
