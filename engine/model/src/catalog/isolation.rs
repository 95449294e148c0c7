//! Facts about other walls than a sandbox's, for comparison: processes, containers, small virtual machines.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const FIRECRACKER: Origin = origin(
    "Firecracker, SPECIFICATION.md",
    "https://github.com/firecracker-microvm/firecracker/blob/main/SPECIFICATION.md",
    "2026-08",
);
const CONTAINERS: Origin = origin(
    "Khan, arXiv 2602.15214: measured on an SSD in a cloud",
    "https://arxiv.org/abs/2602.15214",
    "2026-02",
);
const MEASURED: Origin = origin(
    "our measurement on 2 cores of an AMD EPYC, by system calls",
    "",
    "2026-11-23",
);

fact_table! {
    PROCESS_START = 818.0 Micros, "meas.process",
        "the start and the end of a process of its own, median", published MEASURED;
    CONTAINER_START = 568.0 Millis, "docker.start_ssd",
        "the start of a container by its command line", published CONTAINERS;
    MICROVM_BOOT = 125.0 Millis, "firecracker.boot",
        "the start of a small virtual machine, from the call to the first program of its guest, at most",
        published FIRECRACKER;
    MICROVM_MEMORY = 5.0 Megabytes, "firecracker.memory",
        "memory of a small virtual machine beside that of its guest, at most", published FIRECRACKER;
}
