//! The template: parameters, one function a step, its role and its hours.

use super::super::Placed;
use super::super::sheet::{Sheet, counted, grouped, quoted, short};
use super::{Remedies, events, name_of, program, resources};
use crate::catalog::Runtime;
use crate::catalog::package::is_image;
use crate::catalog::serverless::{MEMORY_PER_VCPU, TIMEOUT_MAX};
use crate::scenario::{Author, Capability, Remedy, State, Step, setting_of};

/// The template of a workload.
pub(super) fn template(placed: &Placed<'_>) -> String {
    let mut sheet = Sheet::yaml();
    placed.head(&mut sheet, "AWS SAM template");
    sheet.line("AWSTemplateFormatVersion: \"2010-09-09\"");
    sheet.line("Transform: AWS::Serverless-2016-10-31");
    sheet.line(&format!("Description: {}", quoted(&placed.workload.name)));
    let steps = &placed.workload.steps;
    parameters(placed, &mut sheet);
    sheet.within("Resources:", |sheet| {
        for (at, step) in steps.iter().enumerate() {
            let remedies = Remedies::of(placed, step);
            function(placed, step, &remedies, sheet);
            if at == 0 {
                resources::beside_first(placed, step, &remedies, sheet);
            }
            resources::around(placed, step, &remedies, sheet);
        }
    });
    if let Some(step) = steps.first()
        && events::has_address(placed, &Remedies::of(placed, step))
    {
        sheet.within("Outputs:", |sheet| {
            sheet.within("Address:", |sheet| {
                let name = events::entry_name(placed, step);
                let has_cdn = Remedies::of(placed, step).has_cdn() && step.cache.is_some();
                sheet.line(&if has_cdn {
                    format!("Value: !Sub \"https://${{{name}Cdn.DomainName}}\"")
                } else {
                    format!("Value: !GetAtt {name}Url.FunctionUrl")
                });
            });
        });
    }
    sheet.finish()
}

fn reaches(step: &Step, capability: Capability) -> bool {
    step.reaches.contains(&capability)
}

/// Whether a step talks to the home database.
fn uses_database(placed: &Placed<'_>, step: &Step) -> bool {
    let has_session_row = placed.has(|remedy| matches!(remedy, Remedy::SessionRow { .. }));
    match step.state {
        State::Records { .. } => true,
        State::Session { reload_reads, .. } => has_session_row || reload_reads > 0,
        State::None => reaches(step, Capability::Database),
    }
}

fn parameters(placed: &Placed<'_>, sheet: &mut Sheet) {
    let steps = &placed.workload.steps;
    let with_database = steps.iter().any(|step| uses_database(placed, step));
    let with_files = steps.iter().any(|step| reaches(step, Capability::Storage));
    let without_role = steps
        .iter()
        .any(|step| Remedies::of(placed, step).has_empty_role());
    if !(with_database || with_files || without_role) {
        return;
    }
    let parameter = |sheet: &mut Sheet, name: &str, kind: &str, question: &str| {
        sheet.within(&format!("{name}:"), |sheet| {
            sheet.line(&format!("Type: {kind}"));
            sheet.line(&format!("Description: {}", quoted(question)));
        });
    };
    sheet.within("Parameters:", |sheet| {
        if with_database {
            let host = "TODO: at which address is the database, or its pooler?";
            parameter(sheet, "DatabaseHost", "String", host);
        }
        if with_database || without_role {
            let subnets = if without_role {
                "TODO: which subnets have no route out? Is there a DNS firewall?"
            } else {
                "TODO: in which subnets does the function run? Files in S3 need a gateway endpoint there."
            };
            parameter(sheet, "Subnets", "List<AWS::EC2::Subnet::Id>", subnets);
            let groups = "TODO: which security groups does the function have?";
            parameter(
                sheet,
                "SecurityGroups",
                "List<AWS::EC2::SecurityGroup::Id>",
                groups,
            );
        }
        if with_files {
            let bucket = "TODO: which bucket has the files?";
            parameter(sheet, "FilesBucket", "String", bucket);
        }
    });
}

fn function(placed: &Placed<'_>, step: &Step, remedies: &Remedies<'_>, sheet: &mut Sheet) {
    let name = name_of(placed, step);
    sheet.within(&format!("{name}:"), |sheet| {
        sheet.line("Type: AWS::Serverless::Function");
        if is_image(step.work.dependencies_mb) {
            sheet.within_why(
                &format!(
                    "A package of {} MB is above the 250 MB of an archive, so it is a container image.",
                    short(step.work.dependencies_mb)
                ),
                "Metadata:",
                |sheet| {
                    sheet.line(&format!("DockerContext: ./{}", step.id));
                    sheet.line("Dockerfile: Dockerfile");
                    sheet.line("DockerTag: latest");
                },
            );
        }
        sheet.within("Properties:", |sheet| {
            code(step, sheet);
            size(placed, step, remedies, sheet);
            concurrency(remedies, sheet);
            access(placed, step, remedies, sheet);
            events::of_function(placed, step, remedies, sheet);
        });
    });
}

fn code(step: &Step, sheet: &mut Sheet) {
    if is_image(step.work.dependencies_mb) {
        sheet.line("PackageType: Image");
        return;
    }
    let (runtime, handler) = match step.work.runtime {
        Runtime::Node => ("nodejs22.x", "index.handler"),
        Runtime::Python => ("python3.13", "index.handler"),
        Runtime::Java => ("java21", "work.Handler::handleRequest"),
        Runtime::DotNet => ("dotnet10", "Work::Work.Handler::Handle"),
        Runtime::Go | Runtime::Rust => ("provided.al2023", "bootstrap"),
    };
    let measured = if step.work.runtime == Runtime::DotNet {
        "The start-up times of the model were measured on dotnet8, which is no longer supported."
    } else {
        "The start-up times of the model were measured on this runtime."
    };
    sheet.why(measured, &format!("Runtime: {runtime}"));
    if program::files(step).is_empty() {
        sheet.todo("where is the code, and which is its entry point?");
    }
    sheet.line(&format!("Handler: {handler}"));
    sheet.line(&format!("CodeUri: ./{}/", step.id));
}

fn size(placed: &Placed<'_>, step: &Step, remedies: &Remedies<'_>, sheet: &mut Sheet) {
    let settings = &placed.board.lanes.serverless;
    let own = setting_of(&settings.functions, &placed.workload.id, &step.id);
    let memory_mb = own
        .and_then(|own| own.memory_mb)
        .unwrap_or(settings.memory_mb);
    let vcpu = f64::from(memory_mb) / MEMORY_PER_VCPU.value;
    let needed_mb = u64::from(step.work.memory_mb) + u64::from(step.work.resident_mb);
    if needed_mb > u64::from(memory_mb) {
        sheet.todo("a run needs more memory than this function has, and is ended. Which other lane has it?");
    }
    sheet.why(
        &format!(
            "The board's setting. It gives {} of a processor; one run touches {} MB.",
            short(vcpu),
            grouped(needed_mb)
        ),
        &format!("MemorySize: {memory_mb}"),
    );
    let limit_s = settings.timeout_s.min(step.work.give_up_s);
    let (limit_s, why) = match remedies.piece_s() {
        Some(piece_s) => (
            piece_s * 1.2,
            format!(
                "A piece of the job runs for {} at most, and a fifth more is left for its checkpoint.",
                counted(piece_s, "second")
            ),
        ),
        None => (
            limit_s,
            format!(
                "Its owner gives up on a run after {}; the lane ends it after {}.",
                counted(step.work.give_up_s, "second"),
                short(settings.timeout_s)
            ),
        ),
    };
    let timeout_s = limit_s.ceil().clamp(1.0, TIMEOUT_MAX.time().as_secs());
    sheet.why(&why, &format!("Timeout: {timeout_s}"));
    if remedies.piece_s().is_some() {
        sheet.why(
            "Each piece calls the next: the platform would stop such a chain after about 16 calls.",
            "RecursiveLoop: Allow",
        );
    }
}

fn concurrency(remedies: &Remedies<'_>, sheet: &mut Sheet) {
    if let Some(reserved) = remedies.reserved() {
        sheet.why(
            "A share of the account's concurrency that is this function's alone, and its limit: a remedy of the board.",
            &format!("ReservedConcurrentExecutions: {reserved}"),
        );
    }
    if remedies.need_alias() {
        sheet.line("AutoPublishAlias: live");
    }
    if let Some(provisioned) = remedies.provisioned() {
        sheet.within_why(
            "Instances that are ready before the first request: a remedy of the board.",
            "ProvisionedConcurrencyConfig:",
            |sheet| {
                sheet.line(&format!("ProvisionedConcurrentExecutions: {provisioned}"));
            },
        );
    }
    if remedies.has_snapshot() && remedies.provisioned().is_some() {
        sheet.todo("the platform has no snapshots for provisioned instances. Which of the two remedies stays?");
    } else if remedies.has_snapshot() {
        sheet.within_why(
            "New instances continue from a snapshot: a remedy of the board.",
            "SnapStart:",
            |sheet| sheet.line("ApplyOn: PublishedVersions"),
        );
    }
}

fn access(placed: &Placed<'_>, step: &Step, remedies: &Remedies<'_>, sheet: &mut Sheet) {
    if remedies.has_empty_role() {
        sheet.why(
            "Code that nobody of the team has read: its role grants nothing to it.",
            &format!("Role: !GetAtt {}Role.Arn", name_of(placed, step)),
        );
    }
    let with_database = uses_database(placed, step);
    if with_database || remedies.has_empty_role() {
        sheet.within("VpcConfig:", |sheet| {
            sheet.line("SubnetIds: !Ref Subnets");
            sheet.line("SecurityGroupIds: !Ref SecurityGroups");
        });
    }
    if with_database {
        sheet.within("Environment:", |sheet| {
            sheet.within("Variables:", |sheet| {
                let what = if remedies.has_pooler() {
                    "The address of a pooler such as RDS Proxy, a remedy of the board: instances open no connections of their own."
                } else {
                    "Each instance opens a connection of its own: the database has to accept as many as there are instances."
                };
                sheet.why(what, "DATABASE_HOST: !Ref DatabaseHost");
            });
        });
        sheet.todo("how does the function sign in: with IAM, or with a secret?");
    }
    if reaches(step, Capability::Storage) {
        sheet.within("Policies:", |sheet| {
            sheet.within("- S3CrudPolicy:", |sheet| {
                sheet.line("  BucketName: !Ref FilesBucket");
            });
        });
    }
    let calls_out = reaches(step, Capability::Http) || reaches(step, Capability::RawNetwork);
    if calls_out && with_database {
        sheet.todo("through which NAT gateway do its calls to other servers leave the subnets?");
    }
    let is_foreign = matches!(placed.workload.author, Author::Partner { .. });
    if is_foreign
        && !remedies.has_empty_role()
        && !placed.board.placement_of(&placed.workload.id).has_walls()
    {
        sheet.todo(
            "the code is a partner's and has no walls here. Who reads each release, or should a sandbox or an empty role hold it?",
        );
    }
}
