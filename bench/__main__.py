"""Prints one JSON line per figure. `python -m bench [name…]` runs only the functions named."""

import json
import sys

from bench.figures import ALL
from bench.machine import started


def main() -> int:
    """Measure everything; return 1 when a goal does not hold."""
    wanted = [f for f in ALL if not sys.argv[1:] or f.__name__ in sys.argv[1:]]
    missed = 0
    with started() as machine:
        for measure in wanted:
            for figure in measure(machine):
                missed += not figure.holds
                line = {
                    "figure": figure.figure,
                    "value": round(figure.value, 2),
                    "peer": round(figure.peer, 2),
                    "unit": figure.unit,
                    "ratio": round(figure.ratio, 3),
                    "goal": figure.goal,
                    "goal_is": "at most" if figure.at_most else "at least",
                    "holds": figure.holds,
                }
                print(json.dumps(line), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
