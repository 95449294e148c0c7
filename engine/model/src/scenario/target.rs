//! The target of a remedy or a setting: a workload, or one of its steps.

/// A workload, or one of its steps, as it is named in a file: `workload` or `workload/step`.
///
/// ```
/// use model::scenario::Target;
///
/// let target = Target::parse("video-upload/thumbnails");
/// assert_eq!(target, Target { workload: "video-upload", step: Some("thumbnails") });
/// assert!(target.is_for("video-upload", "thumbnails"));
/// assert!(!target.is_for("video-upload", "metadata"));
/// assert!(Target::parse("video-upload").is_for("video-upload", "metadata"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The workload's id.
    pub workload: &'a str,
    /// The step's id; `None` for every step of the workload.
    pub step: Option<&'a str>,
}

impl<'a> Target<'a> {
    /// Reads a name. It does not check that the scenario has such a workload.
    pub fn parse(name: &'a str) -> Self {
        match name.split_once('/') {
            Some((workload, step)) => Self {
                workload,
                step: Some(step),
            },
            None => Self {
                workload: name,
                step: None,
            },
        }
    }

    /// Whether it names this step of this workload.
    pub fn is_for(self, workload: &str, step: &str) -> bool {
        self.workload == workload && self.step.is_none_or(|own| own == step)
    }
}
