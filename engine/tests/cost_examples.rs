//! Bills equal the platforms' own examples, and never fall with more use.

use model::catalog::{
    edge_preset, fact, preset_ids, serverless_preset, service_preset, service_presets,
};
use model::cost::{
    Bill, EdgeUsage, MachineUsage, ServerlessMeter, ServerlessUsage, UnknownPreset, edge_bill,
    least_machines, machine_bill, monthly, serverless_bill,
};
use model::units::Nanos;

/// A month of equal requests and its expected cost.
struct Example {
    preset: &'static str,
    requests: f64,
    cpu_ms: f64,
    duration_ms: f64,
    memory_mb: u32,
    usd: f64,
    after_free_tier: f64,
}

#[rustfmt::skip]
const EXAMPLES: [Example; 17] = [
    // 150,000 GB-s.
    Example { preset: "aws-lambda", requests: 1e6, cpu_ms: 300.0, duration_ms: 300.0, memory_mb: 512, usd: 2.70, after_free_tier: 0.0 },
    // Each run is rounded up to a whole millisecond.
    Example { preset: "aws-lambda", requests: 1e6, cpu_ms: 1.0, duration_ms: 299.01, memory_mb: 512, usd: 2.70, after_free_tier: 0.0 },
    // 1,250,000 GB-s, of which 400,000 are free, and 9 of 10 million requests.
    Example { preset: "aws-lambda", requests: 1e7, cpu_ms: 100.0, duration_ms: 125.0, memory_mb: 1024, usd: 22.8334, after_free_tier: 15.9667 },
    // Three tiers: 6, 9 and 1 thousand million GB-s.
    Example { preset: "aws-lambda", requests: 16e6, cpu_ms: 1.0, duration_ms: 1e6, memory_mb: 1024, usd: 248_337.4, after_free_tier: 248_330.53 },
    // A run of 10 ms in 100 MB is billed as 100 ms in 128 MB.
    Example { preset: "azure-functions", requests: 1e6, cpu_ms: 10.0, duration_ms: 10.0, memory_mb: 100, usd: 0.40, after_free_tier: 0.0 },
    // The price page's example of one second in 1.5 GB, three million times, which it puts at $66.
    Example { preset: "azure-functions", requests: 3e6, cpu_ms: 1000.0, duration_ms: 1000.0, memory_mb: 1536, usd: 72.60, after_free_tier: 66.0 },
    // Ten million of 200 ms in 512 MB, which come with a third of a processor.
    Example { preset: "google-cloud-run-functions", requests: 1e7, cpu_ms: 50.0, duration_ms: 200.0, memory_mb: 512, usd: 22.484, after_free_tier: 16.464 },
    // Cloudflare's first example.
    Example { preset: "cloudflare-workers-paid", requests: 15e6, cpu_ms: 7.0, duration_ms: 20.0, memory_mb: 128, usd: 8.0, after_free_tier: 8.0 },
    // The included amounts of the plan.
    Example { preset: "cloudflare-workers-paid", requests: 10e6, cpu_ms: 3.0, duration_ms: 20.0, memory_mb: 128, usd: 5.0, after_free_tier: 5.0 },
    Example { preset: "cloudflare-workers-paid", requests: 0.0, cpu_ms: 0.0, duration_ms: 0.0, memory_mb: 128, usd: 5.0, after_free_tier: 5.0 },
    Example { preset: "cloudflare-workers-free", requests: 15e6, cpu_ms: 7.0, duration_ms: 20.0, memory_mb: 128, usd: 0.0, after_free_tier: 0.0 },
    Example { preset: "fastly-compute", requests: 15e6, cpu_ms: 10.0, duration_ms: 20.0, memory_mb: 128, usd: 15.0, after_free_tier: 5.0 },
    // The two million free runs are an account's, not a plan's.
    Example { preset: "cloudfront-functions", requests: 12e6, cpu_ms: 0.5, duration_ms: 0.5, memory_mb: 2, usd: 1.20, after_free_tier: 1.0 },
    // A million requests, and 6,250 GB-s.
    Example { preset: "lambda-at-edge", requests: 1e6, cpu_ms: 10.0, duration_ms: 50.0, memory_mb: 128, usd: 0.912_562_5, after_free_tier: 0.912_562_5 },
    // One replica for 730 hours.
    Example { preset: "fargate-kubernetes", requests: 1e6, cpu_ms: 50.0, duration_ms: 300.0, memory_mb: 2048, usd: 36.0401, after_free_tier: 36.0401 },
    // 3.8 requests at work at once.
    Example { preset: "fargate-kubernetes", requests: 1e8, cpu_ms: 50.0, duration_ms: 100.0, memory_mb: 2048, usd: 144.1604, after_free_tier: 144.1604 },
    Example { preset: "wasmtime", requests: 1e6, cpu_ms: 5.0, duration_ms: 5.0, memory_mb: 2048, usd: 36.0401, after_free_tier: 36.0401 },
];

#[test]
fn bills_come_out_as_published() {
    for example in &EXAMPLES {
        let bill = monthly(
            example.preset,
            example.requests,
            example.cpu_ms,
            example.duration_ms,
            example.memory_mb,
        )
        .unwrap();
        let close = |usd: f64, wanted: f64| (usd - wanted).abs() < 1e-5 + wanted * 1e-5;
        let (usd, after) = (bill.usd(), bill.after_free_tier_usd());
        let name = example.preset;
        assert!(close(usd, example.usd), "{name}: {usd}, {bill:?}");
        assert!(close(after, example.after_free_tier), "{name}: {after}");
    }
    let bill = monthly("cloudflare-workers-paid", 15e6, 7.0, 20.0, 128).unwrap();
    assert_eq!(bill.usd(), 8.0);
}

#[test]
fn every_item_names_its_price() {
    for (_, id) in preset_ids() {
        let bill = monthly(id, 50e6, 20.0, 100.0, 1024).unwrap();
        assert_eq!(
            bill.items.is_empty(),
            id == "cloudflare-workers-free",
            "{id}"
        );
        for item in bill.items.iter().chain(bill.free_tier()) {
            assert!(fact(item.fact).is_some(), "{id}: {item:?}");
            assert!(item.quantity > 0.0, "{id}: {item:?}");
        }
        assert!(bill.items.iter().all(|item| item.usd > 0.0), "{id}");
        assert!(bill.free_tier().iter().all(|item| item.usd < 0.0), "{id}");
        assert!(bill.after_free_tier_usd() >= -1e-9, "{id}");
        assert!(bill.after_free_tier_usd() <= bill.usd(), "{id}");
    }
}

#[test]
fn a_free_plan_says_what_it_refuses() {
    let refused = |requests| {
        let bill = monthly("cloudflare-workers-free", requests, 5.0, 5.0, 128).unwrap();
        bill.refused
    };
    assert_eq!(refused(3e6), None);
    let refusal = refused(15e6).unwrap();
    assert!((refusal.requests - (15e6 - 100_000.0 * 730.0 / 24.0)).abs() < 1.0);
    assert_eq!(refusal.fact, "cfw.free_requests");
}

#[test]
fn no_bill_falls_when_more_is_used() {
    let grid = [0.0, 1.0, 99.0, 1e4, 3e7];
    let usd = |id: &str, requests: f64, cpu_ms: f64, duration_ms: f64, memory_mb: u32| {
        let bill = monthly(id, requests, cpu_ms, duration_ms, memory_mb).unwrap();
        (bill.usd(), bill.after_free_tier_usd())
    };
    let rises = |bills: Vec<(f64, f64)>, what: &str| {
        for pair in bills.windows(2) {
            let ((usd, after), (more_usd, more_after)) = (pair[0], pair[1]);
            assert!(usd <= more_usd, "{what}: {usd}, then {more_usd}");
            assert!(after <= more_after + 1e-9, "{what}: {after}, {more_after}");
        }
    };
    for (_, id) in preset_ids() {
        for x in grid {
            let by = |at: &dyn Fn(f64) -> (f64, f64)| grid.iter().map(|&v| at(v)).collect();
            rises(by(&|v| usd(id, v * 100.0, x, x, 512)), id);
            rises(by(&|v| usd(id, x, v, 100.0, 512)), id);
            rises(by(&|v| usd(id, x, 10.0, v, 512)), id);
            rises(by(&|v| usd(id, x, 10.0, 100.0, v as u32)), id);
        }
    }
}

#[test]
fn use_is_summed_run_by_run() {
    let lambda = serverless_preset("aws-lambda").unwrap();
    let mut meter = ServerlessMeter::new(lambda, 1024);
    meter.add_run(Nanos(1));
    meter.add_run(Nanos::from_millis(9.0));
    let usage = meter.usage();
    assert_eq!(usage.requests, 2.0);
    assert!((usage.gb_seconds - 0.01).abs() < 1e-12);
    assert!((usage.times(2.0).gb_seconds - 0.02).abs() < 1e-12);
    assert_eq!(
        serverless_bill(lambda, &ServerlessUsage::default()),
        Bill::default()
    );

    let workers = edge_preset("cloudflare-workers-paid").unwrap();
    let mut usage = EdgeUsage::of_run(workers, Nanos::from_millis(7.0), Nanos::MAX, 128);
    usage.add(&usage.clone());
    assert_eq!(
        (usage.requests, usage.cpu_ms, usage.gb_seconds),
        (2.0, 14.0, 0.0)
    );
    assert_eq!(edge_bill(workers, &usage.times(7.5e6)).usd(), 8.0);
    // A run without an end is billed, and breaks nothing.
    let at_edge = edge_preset("lambda-at-edge").unwrap();
    assert!(EdgeUsage::of_run(at_edge, Nanos::ZERO, Nanos::MAX, 128).gb_seconds > 1e9);

    // A replica that lived ten seconds is billed as one that lived a minute.
    let prices = &service_preset("fargate-kubernetes").unwrap().prices;
    let mut usage = MachineUsage::default();
    usage.add_life(prices, Nanos::from_secs(10.0), 2.0, 4096);
    assert_eq!((usage.vcpu_seconds, usage.gb_seconds), (120.0, 240.0));
    usage.add_life(prices, Nanos::from_secs(60.5), 1.0, 1024);
    assert_eq!((usage.vcpu_seconds, usage.gb_seconds), (181.0, 301.0));
    let hour = MachineUsage {
        vcpu_seconds: 3600.0,
        gb_seconds: 7200.0,
    };
    assert!((machine_bill(prices, &hour).usd() - 0.049_37).abs() < 1e-12);
    assert_eq!(service_presets().len(), 1);
}

#[test]
fn machines_carry_the_mean_of_what_is_at_work() {
    let month = 730.0 * 3600.0;
    let machines = |requests: f64, cpu_ms: f64, lasted_ms: f64| {
        least_machines(
            requests,
            Nanos::from_millis(cpu_ms),
            Nanos::from_millis(lasted_ms),
        )
    };
    assert_eq!(machines(0.0, 10.0, 10.0), 1);
    assert_eq!(machines(month, 10.0, 1000.0), 1);
    assert_eq!(machines(month + 1.0, 10.0, 1000.0), 2);
    assert_eq!(machines(month, 2500.0, 1000.0), 3);
}

#[test]
fn an_unknown_preset_is_named() {
    let error = monthly("heroku", 1.0, 1.0, 1.0, 128).unwrap_err();
    assert_eq!(error, UnknownPreset("heroku".to_owned()));
    assert_eq!(error.to_string(), "no preset is called `heroku`");
}
