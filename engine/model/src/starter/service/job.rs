//! Jobs: a container for each run.

use super::super::Placed;
use super::super::clock::{Clock, ask_about_clock};
use super::super::sheet::Sheet;
use super::container::containers;
use super::{Replica, document, is_by_clock};

/// A container for each run: by the clock, or as a template that something else starts.
pub(super) fn job(placed: &Placed<'_>, replica: &Replica<'_>, sheet: &mut Sheet) {
    document(sheet, "batch/v1", "CronJob", &replica.name);
    sheet.within("spec:", |sheet| {
        sheet
            .note("Each run has a container of its own, and nothing idles: a remedy of the board.");
        if is_by_clock(placed, replica) {
            ask_about_clock(placed.workload, sheet);
            let cron = Clock::of(placed.board, placed.workload).cron();
            sheet.line("timeZone: Etc/UTC");
            sheet.why("The board’s arrivals.", &format!("schedule: \"{cron}\""));
        } else {
            sheet.todo("who starts a run of it, with `kubectl create job --from=cronjob/…`?");
            sheet.line("schedule: \"0 0 1 1 *\"");
            sheet.line("suspend: true");
        }
        sheet.line("concurrencyPolicy: Allow");
        sheet.within("jobTemplate:", |sheet| {
            sheet.within("spec:", |sheet| {
                sheet.line("backoffLimit: 2");
                sheet.within("template:", |sheet| {
                    sheet.within("spec:", |sheet| {
                        sheet.line("restartPolicy: Never");
                        sheet.why(
                            "Its owner gives up on a run after this long.",
                            &format!(
                                "activeDeadlineSeconds: {}",
                                replica.step.work.give_up_s.ceil().max(1.0)
                            ),
                        );
                        containers(placed, replica, sheet);
                    });
                });
            });
        });
    });
}
