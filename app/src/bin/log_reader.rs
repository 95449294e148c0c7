//! The binary of the log reader, which reads the logs of a person's own.

fn main() {
    app_lib::run_log_reader();
}
