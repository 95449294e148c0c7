//! Which facts each preset refers to.
//!
//! Every preset is taken apart field by field, without `..`, so that a new field cannot be left
//! out.

use super::{
    ColdStart, EdgePreset, EdgePrices, MachinePrices, PriceTier, Processors, SandboxPreset,
    ServerlessPreset, ServerlessPrices, ServicePreset, edge_preset, sandbox_preset,
    serverless_preset, service_preset,
};
use crate::catalog::fact::Fact;

type Facts = Vec<&'static Fact>;

/// The facts that a preset refers to, each once, in the order of the preset's fields; none where
/// no preset has this id.
pub fn preset_facts(id: &str) -> Facts {
    let mut facts = serverless_preset(id)
        .map(serverless)
        .or_else(|| edge_preset(id).map(edge))
        .or_else(|| sandbox_preset(id).map(sandbox))
        .or_else(|| service_preset(id).map(service))
        .unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    facts.retain(|fact| seen.insert(fact.id));
    facts
}

fn serverless(preset: &'static ServerlessPreset) -> Facts {
    let ServerlessPreset {
        id: _,
        concurrency,
        concurrency_is_shared: _,
        requests_per_instance,
        scale_burst,
        scale_rate,
        timeout_max,
        timeout_sync,
        memory_min,
        memory_max,
        processors,
        payload_sync,
        payload_async,
        init_max,
        start,
        dependency_load,
        keep_alive: _,
        keep_alive_min,
        keep_alive_max,
        async_retries,
        async_retry_first,
        async_retry_later,
        async_throttle_first,
        async_throttle_max,
        async_age_max,
        prices,
    } = preset;
    let mut facts = vec![
        *concurrency,
        requests_per_instance,
        scale_burst,
        scale_rate,
        timeout_max,
    ];
    facts.extend(timeout_sync);
    facts.extend([memory_min, memory_max]);
    facts.push(match processors {
        Processors::PerMemory(fact)
        | Processors::Fixed(fact)
        | Processors::Sizes { fact, sizes: _ } => fact,
    });
    facts.extend([payload_sync, payload_async, init_max]);
    match start {
        ColdStart::Parts {
            placement_mu,
            placement_sigma,
        } => facts.extend([placement_mu, placement_sigma]),
        ColdStart::EndToEnd(fits) => facts.extend(fits.iter().flat_map(|&(mu, sigma)| [mu, sigma])),
    }
    facts.extend([dependency_load, keep_alive_min, keep_alive_max]);
    facts.extend([async_retries, async_retry_first, async_retry_later]);
    facts.extend([async_throttle_first, async_throttle_max, async_age_max]);
    let ServerlessPrices {
        requests,
        memory,
        processors,
        standing_ready,
        step,
        least,
        memory_step,
        free_requests,
        free_memory,
        free_processors,
    } = prices;
    facts.push(requests);
    for PriceTier { price, until } in *memory {
        facts.push(price);
        facts.extend(until);
    }
    facts.extend(processors);
    facts.extend([standing_ready, step, least]);
    facts.extend([memory_step, free_requests, free_memory]);
    facts.extend(free_processors);
    facts
}

fn edge(preset: &'static EdgePreset) -> Facts {
    let EdgePreset {
        id: _,
        cpu_limit,
        cpu_max,
        wall_max,
        memory,
        subrequests,
        script_size,
        startup_max,
        start: _,
        cold_start,
        warm_rate,
        may_call: _,
        has_key_value_store: _,
        has_raw_network: _,
        prices,
    } = preset;
    let mut facts = vec![*cpu_limit, cpu_max];
    facts.extend(wall_max);
    facts.extend([memory, subrequests, script_size, startup_max]);
    facts.extend([cold_start, warm_rate]);
    let EdgePrices {
        base,
        requests,
        included_requests,
        cpu,
        included_cpu,
        memory,
        free_requests,
        free_cpu,
        refuses_beyond,
    } = prices;
    let (price, step) = memory.unzip();
    let parts = [*base, *requests, *included_requests, *cpu, *included_cpu];
    facts.extend(parts.into_iter().flatten());
    let parts = [price, step, *free_requests, *free_cpu, *refuses_beyond];
    facts.extend(parts.into_iter().flatten());
    facts
}

fn sandbox(preset: &'static SandboxPreset) -> Facts {
    let SandboxPreset {
        id: _,
        instantiate,
        time_per_fuel,
        slowdown,
        memory_max,
        prices,
    } = preset;
    let mut facts = vec![*instantiate, time_per_fuel, slowdown, memory_max];
    facts.extend(machines(prices));
    facts
}

fn service(preset: &'static ServicePreset) -> Facts {
    let ServicePreset {
        id: _,
        start_mean,
        start_min,
        start_max,
        restart,
        restart_backoff,
        restart_backoff_max,
        restart_backoff_reset,
        scale_period,
        scale_tolerance,
        scale_down_wait,
        scale_up_add,
        scale_up_factor,
        memory_max,
        vcpu_max,
        prices,
    } = preset;
    let mut facts = vec![*start_mean, start_min, start_max, restart, restart_backoff];
    facts.extend([restart_backoff_max, restart_backoff_reset]);
    facts.extend([scale_period, scale_tolerance, scale_down_wait]);
    facts.extend([scale_up_add, scale_up_factor, memory_max, vcpu_max]);
    facts.extend(machines(prices));
    facts
}

fn machines(prices: &MachinePrices) -> [&'static Fact; 4] {
    let MachinePrices {
        vcpu,
        memory,
        step,
        least,
    } = prices;
    [vcpu, memory, step, least]
}
