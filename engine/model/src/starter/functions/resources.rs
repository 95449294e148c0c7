//! The resources beside the functions: queues, the function that accepts, a CDN, a role, hours of the day.

use super::super::Placed;
use super::super::sheet::{Sheet, counted, short};
use super::events::{entry_name, is_asynchronous, takes_messages};
use super::{Remedies, name_of, resource};
use crate::catalog::serverless::REDELIVERY_AFTER;
use crate::scenario::{QueueSettings, ResponseCache, Step};

/// The longest that a queue hides a message, seconds.
const LONGEST_HIDDEN_S: f64 = 43_200.0;

/// The resources beside the first function: its queue, the function that accepts, a CDN, a queue of failures.
pub(super) fn beside_first(
    placed: &Placed<'_>,
    step: &Step,
    remedies: &Remedies<'_>,
    sheet: &mut Sheet,
) {
    let name = name_of(placed, step);
    if takes_messages(placed, step, remedies) {
        queue(placed, step, &name, sheet);
    }
    if remedies.has_queue_between() {
        accept(&name, sheet);
    }
    for other in &placed.workload.steps {
        if is_asynchronous(placed, other, &Remedies::of(placed, other)) {
            let failed = format!("{}Failed", name_of(placed, other));
            resource(sheet, &failed, "AWS::SQS::Queue", |sheet| {
                sheet.why(
                    "14 days to look at what failed.",
                    "MessageRetentionPeriod: 1209600",
                );
            });
        }
    }
    if remedies.has_cdn()
        && let Some(cache) = step.cache
    {
        cdn(&entry_name(placed, step), cache, sheet);
    }
}

fn queue(placed: &Placed<'_>, step: &Step, name: &str, sheet: &mut Sheet) {
    let settings = placed.workload.queue;
    let limit_s = placed
        .board
        .lanes
        .serverless
        .timeout_s
        .min(step.work.give_up_s);
    let usual_s = REDELIVERY_AFTER.time().as_secs();
    let hidden_s = settings
        .map_or(usual_s, |queue| queue.visibility_s)
        .max(limit_s);
    let receives = settings.map_or(QueueSettings::USUAL_RECEIVES, |queue| queue.receives);
    resource(sheet, &format!("{name}Queue"), "AWS::SQS::Queue", |sheet| {
        sheet.why(
            &format!(
                "As simulated: longer than a run may take ({}). The platform advises six times that.",
                counted(limit_s, "second")
            ),
            &format!(
                "VisibilityTimeout: {}",
                hidden_s.ceil().min(LONGEST_HIDDEN_S)
            ),
        );
        sheet.within("RedrivePolicy:", |sheet| {
            sheet.line(&format!(
                "deadLetterTargetArn: !GetAtt {name}DeadLetters.Arn"
            ));
            sheet.why(
                "After so many receives it is a dead letter.",
                &format!("maxReceiveCount: {receives}"),
            );
        });
    });
    let dead = format!("{name}DeadLetters");
    resource(sheet, &dead, "AWS::SQS::Queue", |sheet| {
        sheet.line("MessageRetentionPeriod: 1209600");
    });
}

/// The function that stores a request in the queue and answers at once.
fn accept(name: &str, sheet: &mut Sheet) {
    sheet.note("Stores a request in the queue and answers at once: a remedy of the board.");
    resource(
        sheet,
        &format!("{name}Accept"),
        "AWS::Serverless::Function",
        |sheet| {
            sheet.line("Runtime: nodejs22.x");
            sheet.line("Handler: index.handler");
            sheet.line("MemorySize: 512");
            sheet.within("InlineCode: |", |sheet| {
            sheet.line("const { SQSClient, SendMessageCommand } = require(\"@aws-sdk/client-sqs\");");
            sheet.line("const sqs = new SQSClient({});");
            sheet.line("exports.handler = async (event) => {");
            sheet.line("  // The whole request: its path, its headers and its body, with the flag of its encoding.");
            sheet.line("  const message = { QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify(event) };");
            sheet.line("  await sqs.send(new SendMessageCommand(message));");
            sheet.line("  return { statusCode: 202 };");
            sheet.line("};");
        });
            sheet.within("FunctionUrlConfig:", |sheet| {
                sheet.todo("who may call it? With NONE the code has to check that itself.");
                sheet.line("AuthType: NONE");
            });
            sheet.within("Environment:", |sheet| {
                sheet.within("Variables:", |sheet| {
                    sheet.line(&format!("QUEUE: !Ref {name}Queue"));
                });
            });
            sheet.within("Policies:", |sheet| {
                sheet.within("- SQSSendMessagePolicy:", |sheet| {
                    sheet.line(&format!("  QueueName: !GetAtt {name}Queue.QueueName"));
                });
            });
        },
    );
}

fn cdn(name: &str, cache: ResponseCache, sheet: &mut Sheet) {
    let ttl_s = cache.ttl_s.max(1.0).ceil();
    resource(
        sheet,
        &format!("{name}Cache"),
        "AWS::CloudFront::CachePolicy",
        |sheet| {
            sheet.within("CachePolicyConfig:", |sheet| {
                sheet.line(&format!("Name: !Sub \"${{AWS::StackName}}-{name}\""));
                sheet.why(
                    "How long an answer may be kept: from the workload.",
                    &format!("DefaultTTL: {ttl_s}"),
                );
                sheet.line(&format!("MaxTTL: {ttl_s}"));
                sheet.line("MinTTL: 0");
                sheet.within("ParametersInCacheKeyAndForwardedToOrigin:", |sheet| {
                    sheet.line("EnableAcceptEncodingGzip: true");
                    sheet.line("EnableAcceptEncodingBrotli: true");
                    sheet.line("CookiesConfig: { CookieBehavior: none }");
                    sheet.line("HeadersConfig: { HeaderBehavior: none }");
                    sheet.todo("which parts of the query change the answer?");
                    sheet.line("QueryStringsConfig: { QueryStringBehavior: all }");
                });
            });
        },
    );
    sheet
        .note("Answers that a point of presence has kept need no function: a remedy of the board.");
    resource(
        sheet,
        &format!("{name}Cdn"),
        "AWS::CloudFront::Distribution",
        |sheet| {
            sheet.within("DistributionConfig:", |sheet| {
                sheet.line("Enabled: true");
                sheet.line("HttpVersion: http2and3");
                sheet.within("Origins:", |sheet| {
                    sheet.line("- Id: function");
                    sheet.line(&format!(
                        "  DomainName: !Select [2, !Split [\"/\", !GetAtt {name}Url.FunctionUrl]]"
                    ));
                    sheet.line("  CustomOriginConfig: { OriginProtocolPolicy: https-only }");
                });
                sheet.within("DefaultCacheBehavior:", |sheet| {
                    sheet.line("TargetOriginId: function");
                    sheet.line("ViewerProtocolPolicy: redirect-to-https");
                    sheet.line(&format!("CachePolicyId: !Ref {name}Cache"));
                });
            });
        },
    );
}

/// What a function needs around it: a role that grants nothing, provisioned instances by the clock.
pub(super) fn around(placed: &Placed<'_>, step: &Step, remedies: &Remedies<'_>, sheet: &mut Sheet) {
    let name = name_of(placed, step);
    if remedies.has_empty_role() {
        resource(sheet, &format!("{name}Role"), "AWS::IAM::Role", |sheet| {
            statement(sheet, "AssumeRolePolicyDocument", |sheet| {
                sheet.line("- Effect: Allow");
                sheet.line("  Principal: { Service: lambda.amazonaws.com }");
                sheet.line("  Action: sts:AssumeRole");
            });
            sheet.note(
                "Logs, and the network interfaces that the platform itself makes in the subnets.",
            );
            sheet.within("ManagedPolicyArns:", |sheet| {
                let arn = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";
                sheet.line(&format!("- !Sub {arn}"));
            });
            sheet.within("Policies:", |sheet| {
                policy(sheet, "code", |sheet| {
                    sheet.note("The platform may make interfaces; the function's own code may not.");
                    sheet.line("- Effect: Deny");
                    sheet.line("  Action: ec2:*");
                    sheet.line("  Resource: \"*\"");
                    sheet.line(
                        "  Condition: { ArnLike: { lambda:SourceFunctionArn: \"arn:*:lambda:*:*:function:*\" } }",
                    );
                });
                if is_asynchronous(placed, step, remedies) {
                    policy(sheet, "failed", |sheet| {
                        sheet.line("- Effect: Allow");
                        sheet.line("  Action: sqs:SendMessage");
                        sheet.line(&format!("  Resource: !GetAtt {name}Failed.Arn"));
                    });
                }
            });
        });
    }
    if remedies.piece_s().is_some() {
        // Within the function's own policies it would name the function that names it.
        resource(
            sheet,
            &format!("{name}CallsItself"),
            "AWS::IAM::Policy",
            |sheet| {
                sheet.line("PolicyName: next-piece");
                sheet.line(&format!("Roles: [!Ref {name}Role]"));
                statement(sheet, "PolicyDocument", |sheet| {
                    sheet.line("- Effect: Allow");
                    sheet.line("  Action: lambda:InvokeFunction");
                    sheet.line(&format!(
                        "  Resource: [!GetAtt {name}.Arn, !Sub \"${{{name}.Arn}}:*\"]"
                    ));
                });
            },
        );
    }
    if let (Some(provisioned), Some(hours)) = (remedies.provisioned(), remedies.hours_a_day()) {
        by_the_clock(placed, &name, provisioned, hours, sheet);
    }
}

/// One policy within a role.
fn policy(sheet: &mut Sheet, name: &str, lines: impl FnOnce(&mut Sheet)) {
    sheet.within(&format!("- PolicyName: {name}"), |sheet| {
        statement(sheet, "PolicyDocument", lines);
    });
}

/// A document with the lines of one statement.
fn statement(sheet: &mut Sheet, document: &str, lines: impl FnOnce(&mut Sheet)) {
    sheet.within(&format!("{document}:"), |sheet| {
        sheet.line("Version: \"2012-10-17\"");
        sheet.within("Statement:", lines);
    });
}

/// Provisioned instances for some hours of a day.
fn by_the_clock(placed: &Placed<'_>, name: &str, provisioned: f64, hours: f64, sheet: &mut Sheet) {
    sheet.within(&format!("{name}Hours:"), |sheet| {
        sheet.line("Type: AWS::ApplicationAutoScaling::ScalableTarget");
        sheet.line(&format!("DependsOn: {name}Aliaslive"));
        sheet.within("Properties:", |sheet| {
            sheet.line("MinCapacity: 0");
            sheet.line(&format!("MaxCapacity: {provisioned}"));
            sheet.line(&format!("ResourceId: !Sub function:${{{name}}}:live"));
            sheet.line("ScalableDimension: lambda:function:ProvisionedConcurrency");
            sheet.line("ServiceNamespace: lambda");
            sheet.todo("in which time zone do these hours count?");
            sheet.within_why(
                &format!(
                    "All provisioned instances for {} hours of a day, and none for the rest: a remedy of the board.",
                    short(hours)
                ),
                "ScheduledActions:",
                |sheet| {
                    let start_min = placed.board.starts_at_min;
                    let end_min = start_min + (hours * 60.0).round() as u32;
                    for (action, at_min, capacity) in
                        [("begin", start_min, provisioned), ("end", end_min, 0.0)]
                    {
                        let (minute, hour) = (at_min % 60, at_min / 60 % 24);
                        sheet.line(&format!("- ScheduledActionName: {action}"));
                        sheet.line(&format!("  Schedule: cron({minute} {hour} * * ? *)"));
                        sheet.line(&format!(
                            "  ScalableTargetAction: {{ MinCapacity: {capacity}, MaxCapacity: {capacity} }}"
                        ));
                    }
                },
            );
        });
    });
}
