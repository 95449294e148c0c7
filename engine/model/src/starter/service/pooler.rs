//! A pooler in front of the database.

use super::super::Placed;
use super::super::sheet::Sheet;
use super::document;

/// Writes the deployment of a pooler, and its address.
pub(super) fn pooler(placed: &Placed<'_>, sheet: &mut Sheet) {
    document(sheet, "apps/v1", "Deployment", "pgbouncer");
    let connections = placed.board.datastore.connections;
    sheet.within("spec:", |sheet| {
        sheet.line("replicas: 1");
        sheet.line("selector: { matchLabels: { app: pgbouncer } }");
        sheet.within("template:", |sheet| {
            sheet.line("metadata: { labels: { app: pgbouncer } }");
            sheet.within("spec:", |sheet| {
                sheet.within("containers:", |sheet| {
                    sheet.within("- name: pgbouncer", |sheet| {
                        sheet.todo("which image, and how does it sign in at the database?");
                        sheet.line("image: example.org/pgbouncer:latest");
                        sheet.within("env:", |sheet| {
                            sheet.todo("at which address is the database? The names of these variables depend on the image.");
                            sheet.line("- { name: DB_HOST, value: \"todo.example.org\" }");
                            sheet.line("- { name: POOL_MODE, value: transaction }");
                            sheet.why(
                                "Clients of the pooler: every request that runs at once may have one.",
                                "- { name: MAX_CLIENT_CONN, value: \"10000\" }",
                            );
                            sheet.why(
                                "The connections that the database accepts: the board’s setting.",
                                &format!(
                                    "- {{ name: MAX_DB_CONNECTIONS, value: \"{connections}\" }}"
                                ),
                            );
                        });
                        sheet.line("ports: [{ containerPort: 5432 }]");
                    });
                });
            });
        });
    });
    document(sheet, "v1", "Service", "pgbouncer");
    sheet.within("spec:", |sheet| {
        sheet.line("selector: { app: pgbouncer }");
        sheet.line("ports: [{ port: 5432 }]");
    });
}
