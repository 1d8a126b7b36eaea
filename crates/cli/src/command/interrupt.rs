//! Ctrl+C asks long work to stop, so that nothing half-made is left.

use std::sync::OnceLock;

use studio::progress::Cancel;

static CANCEL: OnceLock<Cancel> = OnceLock::new();

/// What is set when the user presses Ctrl+C or the process is asked to end. A second time ends it at once.
pub fn on_interrupt() -> Cancel {
    let cancel = CANCEL.get_or_init(|| {
        let cancel = Cancel::new();
        let asked = cancel.clone();
        let set = ctrlc::set_handler(move || {
            if asked.is_cancelled() {
                std::process::exit(130);
            }
            asked.cancel();
        });
        if let Err(error) = set {
            tracing::warn!(%error, "stopping by Ctrl+C leaves cleaning up to the system");
        }
        cancel
    });
    cancel.clone()
}
