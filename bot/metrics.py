"""The figures that /metrics shows."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """One registry per house, so that several may live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter(
            "xuehui_updates",
            "Updates by door and outcome",
            ["door", "outcome"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "xuehui_handling_seconds",
            "From the corridor's entrance to its exit",
            ["door"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.answers = Counter(
            "xuehui_answers", "Answers by tier", ["tier"], registry=self.registry
        )
        self.errors = Counter(
            "xuehui_errors", "Incidents and failed deliveries", ["kind"], registry=self.registry
        )
        self.passages = Gauge(
            "xuehui_passages", "Passages that can be found", registry=self.registry
        )

    def exposition(self) -> bytes:
        return generate_latest(self.registry)
