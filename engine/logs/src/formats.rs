//! The formats that are read, each in a file of its own. The first that recognises a log reads it.

mod access_log;
mod alibaba_2021;
mod application_insights;
mod azure_2019;
mod azure_2021;
mod caddy;
mod cloudflare;
mod cloudfront;
mod cloudfront_real_time;
mod elastic_load_balancer;
mod huawei_2025;
mod jmeter;
mod k6_csv;
mod k6_json;
mod lambda_json;
mod lambda_report;
mod logs_insights;
mod open_telemetry;
mod summary;
mod table;

use crate::format::Format;
use crate::format_name::FormatName;
use crate::sample::Sample;

/// Every format. A table with any columns comes last, since it recognises the tables of others as well.
static ALL: [&dyn Format; 20] = [
    &elastic_load_balancer::ElasticLoadBalancer,
    &cloudfront::CloudFront,
    &cloudfront_real_time::CloudFrontRealTime,
    &access_log::AccessLog,
    &caddy::Caddy,
    &cloudflare::Cloudflare,
    &jmeter::JMeter,
    &k6_csv::K6Csv,
    &k6_json::K6Json,
    &lambda_report::LambdaReport,
    &lambda_json::LambdaJson,
    &logs_insights::LogsInsights,
    &application_insights::ApplicationInsights,
    &azure_2019::Azure2019,
    &azure_2021::Azure2021,
    &huawei_2025::Huawei2025,
    &alibaba_2021::Alibaba2021,
    &open_telemetry::OpenTelemetry,
    &summary::Summary,
    &table::Table,
];

/// The names of all formats.
pub fn format_names() -> impl Iterator<Item = FormatName> {
    ALL.iter().map(|format| format.name())
}

pub(crate) fn by_id(id: &str) -> Option<&'static dyn Format> {
    ALL.into_iter().find(|format| format.name().id == id)
}

pub(crate) fn of(sample: &Sample) -> Option<&'static dyn Format> {
    ALL.into_iter().find(|format| format.recognises(sample))
}
