#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The reliability of an index, as a table: see tests/reliability/README.md.

Usage: run.py BUILD [ROW…]

BUILD is the directory with the built program. Without ROW all rows are run. FULL=1 in the environment:
the full counts (hours); without it some minutes. SEED chooses the random numbers.
Exit code: 0 all is as it must be, 1 something is not, 2 wrong use.
"""

import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import builds  # noqa: E402
import damage  # noqa: E402
import faults  # noqa: E402
import inputs  # noqa: E402
import outputs  # noqa: E402
from common import Setting  # noqa: E402

ROWS = {
    "kills": faults.random_kills,
    "calls": faults.system_calls,
    "memory": faults.allocations,
    "disk": faults.full_disks,
    "damage": damage.damages,
    "readers": builds.readers,
    "builds": builds.reproducible,
    "fuzz": inputs.fuzzing,
    "afl": inputs.fuzzing_afl,
    "hostile": inputs.hostile_queries,
    "paths": inputs.paths,
    "outputs": outputs.clean_output,
}


def main():
    if len(sys.argv) < 2 or any(name not in ROWS for name in sys.argv[2:]):
        print(f"usage: run.py BUILD [{'|'.join(ROWS)}]…", file=sys.stderr)
        return 2
    seed = int(os.environ.get("SEED", "1"))
    setting = Setting(pathlib.Path(sys.argv[1]), os.environ.get("FULL", "") not in ("", "0"), seed)
    failed = 0
    print("| row | runs | must be | result | seconds |\n|---|---|---|---|---|", flush=True)
    try:
        for name in sys.argv[2:] or ROWS:
            start = time.monotonic()
            row = ROWS[name](setting)
            if row.count == 0 and not row.note:
                row.judge(False, "nothing was tried; make reliability builds what it takes")
            failed += len(row.failures)
            row.show(time.monotonic() - start)
    finally:
        setting.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
