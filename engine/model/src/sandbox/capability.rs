//! What a call to the host gives access to, and which of that a program is granted.

use borsh::{BorshDeserialize, BorshSerialize};

/// A kind of access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Capability {
    /// Reading what the learner wrote.
    Answer,
    /// Asking whether a part of the answer meets the key.
    Key,
    /// Awarding points.
    Points,
    /// Showing a line to the learner.
    Feedback,
    /// Files and folders of the host.
    Files,
    /// Connections to other machines.
    Network,
    /// The time.
    Clock,
    /// Random numbers.
    Randomness,
    /// Arguments and variables of the host's process.
    Environment,
    /// Anything else.
    Other,
}

impl Capability {
    /// Those that a grader can be granted. The clock never moves, and the random numbers are the same in every run.
    pub const GRANTABLE: [Self; 6] = [
        Self::Answer,
        Self::Key,
        Self::Points,
        Self::Feedback,
        Self::Clock,
        Self::Randomness,
    ];

    /// Its name on a command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Key => "key",
            Self::Points => "points",
            Self::Feedback => "feedback",
            Self::Files => "files",
            Self::Network => "network",
            Self::Clock => "clock",
            Self::Randomness => "randomness",
            Self::Environment => "environment",
            Self::Other => "other",
        }
    }

    /// The access that a call gives, by `module.name`.
    pub fn of_call(call: &str) -> Self {
        let (module, name) = call.split_once('.').unwrap_or(("", call));
        if module == "lanewise" {
            return match name {
                "submission_len" | "submission_read" => Self::Answer,
                "criteria" | "criterion_points" | "answer_matches" | "number_within" => Self::Key,
                "award" => Self::Points,
                "feedback" => Self::Feedback,
                _ => Self::Other,
            };
        }
        let begins = |beginnings: &[&str]| beginnings.iter().any(|one| name.starts_with(one));
        if begins(&["path_", "fd_"]) {
            Self::Files
        } else if begins(&["sock_", "open_socket", "connect", "fetch"]) {
            Self::Network
        } else if begins(&["clock_", "poll_"]) {
            Self::Clock
        } else if begins(&["random_"]) {
            Self::Randomness
        } else if begins(&["args_", "environ_"]) {
            Self::Environment
        } else {
            Self::Other
        }
    }
}

/// The access that a program is granted, of [`Capability::GRANTABLE`] in that order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Grants(pub [bool; 6]);

impl Grants {
    /// Everything that a grader can be granted.
    pub const ALL: Self = Self([true; 6]);
    /// No access at all.
    pub const NONE: Self = Self([false; 6]);

    /// The same with one more access; the same where it cannot be granted.
    #[must_use]
    pub fn with(self, capability: Capability) -> Self {
        self.set(capability, true)
    }

    /// The same without an access.
    #[must_use]
    pub fn without(self, capability: Capability) -> Self {
        self.set(capability, false)
    }

    fn set(mut self, capability: Capability, is_granted: bool) -> Self {
        let grantable = Capability::GRANTABLE.iter();
        for (one, granted) in grantable.zip(&mut self.0) {
            if *one == capability {
                *granted = is_granted;
            }
        }
        self
    }

    /// Whether this access is granted.
    pub fn has(&self, capability: Capability) -> bool {
        let grantable = Capability::GRANTABLE.iter();
        let mut granted = grantable.zip(self.0);
        granted.any(|(one, is_granted)| is_granted && *one == capability)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_belongs_to_one_kind_of_access() {
        let check = |call, expected| assert_eq!(Capability::of_call(call), expected, "{call}");
        check("lanewise.award", Capability::Points);
        check("lanewise.answer_matches", Capability::Key);
        check("lanewise.other", Capability::Other);
        check("wasi_snapshot_preview1.path_open", Capability::Files);
        check("wasi_snapshot_preview1.sock_send", Capability::Network);
        check("wasi_snapshot_preview1.clock_time_get", Capability::Clock);
        check("wasi.poll_oneoff", Capability::Clock);
        check("env.abort", Capability::Other);
    }

    #[test]
    fn what_is_not_granted_is_not_had() {
        assert!(Grants::ALL.has(Capability::Key));
        assert!(!Grants::ALL.without(Capability::Key).has(Capability::Key));
        assert!(Grants::NONE.with(Capability::Clock).has(Capability::Clock));
        assert!(!Grants::NONE.with(Capability::Files).has(Capability::Files));
        assert!(!Grants::ALL.has(Capability::Files));
    }
}
