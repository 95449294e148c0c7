//! Monthly bills, worked out by hand from the platforms' price lists.

use model::cost::monthly;

use super::Row;

/// A preset, requests, processor time and time by the clock in ms, memory in MB, and the bill by hand in US dollars.
type Month = (&'static str, f64, f64, f64, u32, f64);

#[rustfmt::skip]
const MONTHS: [Month; 9] = [
    ("aws-lambda", 1e7, 100.0, 125.0, 1_024, 22.833_4),
    ("azure-functions", 3e6, 1_000.0, 1_000.0, 1_536, 72.60),
    ("google-cloud-run-functions", 1e7, 50.0, 200.0, 512, 22.484),
    ("cloudflare-workers-paid", 15e6, 7.0, 20.0, 128, 8.0),
    ("fastly-compute", 15e6, 10.0, 20.0, 128, 15.0),
    ("cloudfront-functions", 12e6, 0.5, 0.5, 2, 1.20),
    ("lambda-at-edge", 1e6, 10.0, 50.0, 128, 0.912_562_5),
    ("fargate-kubernetes", 1e8, 50.0, 100.0, 2_048, 144.160_4),
    ("wasmtime", 1e6, 5.0, 5.0, 2_048, 36.040_1),
];

pub(super) fn rows() -> Result<Vec<Row>, String> {
    let row = |&(preset, requests, cpu_ms, ran_ms, memory_mb, usd): &Month| {
        let bill = monthly(preset, requests, cpu_ms, ran_ms, memory_mb)
            .map_err(|error| format!("{preset}: {error}"))?;
        let millions = requests / 1e6;
        let about =
            format!("{preset}: {millions} million of {ran_ms} ms in {memory_mb} MB, US dollars");
        Ok(Row::new(
            &about,
            "price list, by hand",
            usd,
            bill.usd(),
            1e-5,
        ))
    };
    MONTHS.iter().map(row).collect()
}
