"""The arguments and the answer that both Python models of the keep-alive share.

Must not know: how anything is simulated.
"""

import argparse
import json
import statistics
import time


def settings():
    """What to simulate, and how often. Times in seconds, the rate per second."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--warm-mean", type=float, default=1.991)
    parser.add_argument("--cold-mean", type=float, default=2.244)
    parser.add_argument("--threshold", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def measure(simulate, wanted):
    """Times `simulate(wanted)`, which returns a function that says what came of it: requests, cold starts and
    mean instances. That function is not timed."""
    seconds = []
    for _ in range(wanted.repeat):
        start = time.perf_counter()
        outcome = simulate(wanted)
        seconds.append(time.perf_counter() - start)
    requests, cold, servers = outcome()
    print(
        json.dumps(
            {
                "requests": requests,
                "p_cold": cold / requests,
                "servers": float(servers),
                "repeats": seconds,
                "ns_per_request": statistics.median(seconds) * 1e9 / requests,
            }
        )
    )
