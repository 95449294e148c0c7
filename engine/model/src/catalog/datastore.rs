//! Facts of the home database, `PostgreSQL` in the home region.
//!
//! [`super::edge`] holds the facts of the edge key-value store.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const CONNECTIONS: Origin = origin(
    "PostgreSQL 18 docs, connections and authentication",
    "https://www.postgresql.org/docs/current/runtime-config-connection.html",
    "2026",
);
const POOLS: Origin = origin(
    "HikariCP README, maximumPoolSize; node-postgres has the same default",
    "https://github.com/brettwooldridge/HikariCP",
    "2026",
);
const ZONES: Origin = origin(
    "IBM Cloud docs, network latency of VPC, 30-day means",
    "https://github.com/ibm-cloud-docs/vpc",
    "2026-08-16",
);

fact_table! {
    REPLICA_LAG = 0.2 Seconds, "assumed.db.replica_lag",
        "the age of what a replica of the database in another region answers, beside the way there",
        assumed "vendors say that replicas in other regions are typically less than a second behind, and publish no figure";
    CONNECTIONS_MAX = 100.0 Count, "postgres.max_connections",
        "connections that the database accepts at once unless told otherwise",
        published CONNECTIONS;
    POOL_MAX = 10.0 Count, "db.pool_max",
        "connections that the pool of one process opens at most, unless told otherwise",
        published POOLS;
    TRIP_IN_ZONE = 0.10 Millis, "db.rtt_intra_az",
        "a round trip between two machines of one zone, median of 40", published ZONES;
    TRIP_BETWEEN_ZONES = 0.76 Millis, "db.rtt_inter_az",
        "a round trip between two zones of a region, median of 84 pairs", published ZONES;
    STATEMENT = 0.5 Millis, "assumed.db.statement",
        "the database's own time for a read or a write by key",
        assumed "a statement that touches one indexed row in memory takes well below 1 ms; there \
            is no figure to cite for a small commit";
    CONNECT_TRIPS = 5.0 RoundTrips, "assumed.db.connect_trips",
        "round trips before a new connection takes its first statement",
        assumed "TCP 1, asking for TLS 1, TLS 1.3 itself 1, start-up with SCRAM 2; descriptions \
            say 4 to 7";
    CONNECT_TIMEOUT = 5.0 Seconds, "assumed.db.connect_timeout",
        "how long code waits for a database that does not answer before it fails",
        assumed "drivers and poolers ship with waits from a few seconds to thirty; without any the \
            operating system waits for minutes";
    CONNECT_TIME = 5.0 Millis, "assumed.db.connect_time",
        "the database's own work for a new connection: a process and the check of a password",
        assumed "descriptions say 2 to 5 ms for the process and 1 to 10 ms for the check; no \
            measurement to cite";
}
