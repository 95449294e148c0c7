"""The keep-alive of one function as a plain SimPy 4 model: a process for the arrivals and one for each request.

Whether an idle instance is past the threshold is asked only when it is wanted: a timeout for each
would keep thousands waiting in the queue and make SimPy look slower than it is.
"""

import bisect
import random

import keepalive
import simpy


def simulate(wanted):
    draw = random.Random(wanted.seed).expovariate
    environment = simpy.Environment()
    idle = []  # (created, free since), the newest last
    lived = []  # seconds that each instance lived
    cold = 0

    def request():
        nonlocal cold
        while idle:
            created, since = idle.pop()
            if since + wanted.threshold >= environment.now:
                yield environment.timeout(draw(1 / wanted.warm_mean))
                break
            lived.append(since + wanted.threshold - created)
        else:
            cold += 1
            created = environment.now
            yield environment.timeout(draw(1 / wanted.cold_mean))
        bisect.insort(idle, (created, environment.now))

    def arrivals():
        for _ in range(wanted.requests):
            yield environment.timeout(draw(wanted.rate))
            environment.process(request())

    def outcome():
        # The last requests have ended by now, so every instance is either idle or gone.
        here = [min(end, since + wanted.threshold) - created for created, since in idle]
        return wanted.requests, cold, (sum(lived) + sum(here)) / end

    environment.process(arrivals())
    environment.run()
    end = environment.now
    return outcome


keepalive.measure(simulate, keepalive.settings())
