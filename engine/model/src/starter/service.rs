//! Replicas: Kubernetes manifests for a deployment a step, its autoscaler and its disruption budget, or for a job.

mod container;
mod job;
mod pooler;

use super::sheet::{Sheet, grouped, label, short};
use super::{Placed, Starter, StarterFile};
use crate::scenario::{Deployment, Remedy, ScalingMetric, State, Step, Trigger, setting_of};
use container::containers;

/// The files of a workload on replicas.
pub(super) fn starter(placed: &Placed<'_>) -> Starter {
    Starter {
        platform: "Kubernetes",
        files: vec![StarterFile {
            path: "workload.yaml".to_owned(),
            text: manifests(placed),
        }],
        commands: "kubectl apply --dry-run=server -f workload.yaml\nkubectl apply -f workload.yaml\nkubectl get hpa --watch",
    }
}

fn manifests(placed: &Placed<'_>) -> String {
    let mut sheet = Sheet::yaml();
    placed.head(&mut sheet, "Kubernetes manifests");
    for step in &placed.workload.steps {
        let replica = Replica::of(placed, step);

        if replica.is_job {
            job::job(placed, &replica, &mut sheet);
            continue;
        }
        deployment(placed, &replica, &mut sheet);
        if placed.workload.is_waited_for() && step.after.is_empty() {
            address(placed, &replica, &mut sheet);
        }
        autoscaler(placed, &replica, &mut sheet);
        budget(&replica, &mut sheet);
    }
    if placed.has(|remedy| matches!(remedy, Remedy::ConnectionPooler)) {
        pooler::pooler(placed, &mut sheet);
    }
    sheet.finish()
}

/// The replicas of one step.
struct Replica<'a> {
    step: &'a Step,
    settings: &'a Deployment,
    name: String,
    least: u32,
    most: u32,
    hours_a_day: Option<f64>,
    has_pooler: bool,
    /// Whether each run has a container of its own.
    is_job: bool,
}

impl<'a> Replica<'a> {
    fn of(placed: &Placed<'a>, step: &'a Step) -> Self {
        let service = &placed.board.lanes.service;
        let own = setting_of(&service.deployments, &placed.workload.id, &step.id);
        let settings = own.unwrap_or(&service.deployment);
        let name = if placed.workload.steps.len() == 1 {
            label(&placed.workload.id)
        } else {
            label(&format!("{}-{}", placed.workload.id, step.id))
        };
        let mut replica = Self {
            step,
            settings,
            name,
            least: settings.min_replicas,
            most: settings.max_replicas,
            hours_a_day: None,
            has_pooler: false,
            is_job: false,
        };
        for remedy in placed.remedies(step) {
            match *remedy {
                Remedy::MoreReplicas {
                    min_replicas,
                    max_replicas,
                    ..
                } => (replica.least, replica.most) = (min_replicas, max_replicas),
                Remedy::Schedule { hours_a_day, .. } => replica.hours_a_day = Some(hours_a_day),
                Remedy::ConnectionPooler => replica.has_pooler = true,
                Remedy::Job { .. } => replica.is_job = true,
                _ => {}
            }
        }
        replica
    }
}

/// For how long requests still come to a replica that is about to end, seconds.
const LATE_ARRIVALS_S: f64 = 10.0;

/// Whether a timer starts the runs of a step.
fn is_by_clock(placed: &Placed<'_>, replica: &Replica<'_>) -> bool {
    placed.workload.trigger == Trigger::Timer && replica.step.after.is_empty()
}

fn document(sheet: &mut Sheet, version: &str, kind: &str, name: &str) {
    sheet.line("---");
    sheet.line(&format!("apiVersion: {version}"));
    sheet.line(&format!("kind: {kind}"));
    sheet.line(&format!("metadata: {{ name: {name} }}"));
}

fn deployment(placed: &Placed<'_>, replica: &Replica<'_>, sheet: &mut Sheet) {
    let name = &replica.name;
    document(sheet, "apps/v1", "Deployment", name);
    sheet.within("spec:", |sheet| {
        sheet.note("The autoscaler below sets the number of replicas.");
        sheet.line(&format!("selector: {{ matchLabels: {{ app: {name} }} }}"));
        sheet.within("template:", |sheet| {
            sheet.line(&format!("metadata: {{ labels: {{ app: {name} }} }}"));
            sheet.within("spec:", |sheet| {
                let grace_s = replica.step.work.give_up_s.ceil().max(20.0) + LATE_ARRIVALS_S;
                sheet.why(
                    "Its owner gives up on a run after this long, less 10 seconds for late arrivals: a replica that is \
                     replaced ends its requests first.",
                    &format!("terminationGracePeriodSeconds: {grace_s}"),
                );
                if is_by_clock(placed, replica) {
                    sheet.todo("who starts a run, exactly once? A clock in each replica would start it in each.");
                }
                containers(placed, replica, sheet);
            });
        });
    });
}

fn address(placed: &Placed<'_>, replica: &Replica<'_>, sheet: &mut Sheet) {
    let name = &replica.name;
    document(sheet, "v1", "Service", name);
    sheet.within("spec:", |sheet| {
        sheet.line(&format!("selector: {{ app: {name} }}"));
        sheet.line("ports: [{ port: 80, targetPort: 8080 }]");
        let has_session = matches!(replica.step.state, State::Session { .. })
            && !placed.has(|remedy| matches!(remedy, Remedy::SessionRow { .. }));
        if has_session && placed.board.lanes.service.affinity {
            sheet.why(
                "A session’s messages go to the replica that has its memory: the board’s setting.",
                "sessionAffinity: ClientIP",
            );
        }
    });
}

fn autoscaler(placed: &Placed<'_>, replica: &Replica<'_>, sheet: &mut Sheet) {
    let name = &replica.name;
    document(sheet, "autoscaling/v2", "HorizontalPodAutoscaler", name);
    sheet.within("spec:", |sheet| {
        sheet.line(&format!(
            "scaleTargetRef: {{ apiVersion: apps/v1, kind: Deployment, name: {name} }}"
        ));
        let seen = placed.counts().map_or_else(String::new, |counts| {
            format!(" The hour had {} at most.", grouped(counts.peak_instances))
        });
        if let Some(hours) = replica.hours_a_day.filter(|&hours| hours < 24.0) {
            sheet.todo(&format!(
                "who sets minReplicas to 1 outside these {} hours of a day (a remedy of the board)? A CronJob with kubectl patch, \
                 or KEDA’s cron scaler.",
                short(hours)
            ));
        }
        sheet.why(
            &format!("The board’s replicas.{seen}"),
            &format!("minReplicas: {}", replica.least.max(1)),
        );
        sheet.line(&format!("maxReplicas: {}", replica.most.max(replica.least).max(1)));
        let share = placed.board.lanes.service.target_utilisation;
        sheet.within("metrics:", |sheet| match replica.settings.scale_on {
            ScalingMetric::Cpu => {
                sheet.why(
                    "The board’s target: a request that waits for another server uses no processor.",
                    &format!(
                        "- {{ type: Resource, resource: {{ name: cpu, target: {{ type: Utilization, averageUtilization: {} }} }} }}",
                        (share * 100.0).round().clamp(1.0, 100.0)
                    ),
                );
            }
            ScalingMetric::RequestsInFlight => {
                let slots = (f64::from(replica.settings.slots) * share).max(1.0).round();
                sheet.todo("which adapter brings this metric of the replicas to the autoscaler?");
                sheet.why(
                    "Requests in flight of a replica: the board’s slots times its target.",
                    &format!(
                        "- {{ type: Pods, pods: {{ metric: {{ name: requests_in_flight }}, target: {{ type: AverageValue, \
                         averageValue: \"{slots}\" }} }} }}"
                    ),
                );
            }
        });
    });
}

fn budget(replica: &Replica<'_>, sheet: &mut Sheet) {
    let name = &replica.name;
    document(sheet, "policy/v1", "PodDisruptionBudget", name);
    sheet.within("spec:", |sheet| {
        sheet.why(
            "Maintenance takes one replica at a time; the model has no maintenance.",
            "maxUnavailable: 1",
        );
        sheet.line(&format!("selector: {{ matchLabels: {{ app: {name} }} }}"));
    });
}
