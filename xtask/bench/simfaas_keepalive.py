"""The keep-alive of one function in SimFaaS 0.2.2, as its own example runs it.

SimFaaS counts seconds, not requests: it gets as many as the wanted requests take on average, and
what it simulated is counted. It refuses above 1,000 instances at work.
"""

import keepalive
import numpy
from simfaas.ServerlessSimulator import ServerlessSimulator


def simulate(wanted):
    numpy.random.seed(wanted.seed)
    simulator = ServerlessSimulator(
        arrival_rate=wanted.rate,
        warm_service_rate=1 / wanted.warm_mean,
        cold_service_rate=1 / wanted.cold_mean,
        expiration_threshold=wanted.threshold,
        max_time=wanted.requests / wanted.rate,
    )
    simulator.generate_trace(debug_print=False, progress=False)
    return lambda: (
        simulator.total_req_count,
        simulator.total_cold_count,
        simulator.get_average_server_count(),
    )


keepalive.measure(simulate, keepalive.settings())
