//! Where the memory of each session is among the replicas of a deployment.

use super::super::replica::{Life, Replica};
use super::Deployment;
use model::units::Nanos;

impl Deployment {
    /// The replica that serves a session: where it was, else the next in turn.
    pub(super) fn session_home(&mut self, key: u32, now: Nanos) -> Option<u32> {
        let serving = |replica: &Replica| replica.life == Life::Serving && replica.ready_at <= now;
        if let Some((home, _)) = self.sessions[key as usize]
            && self.replicas[home as usize].life == Life::Serving
        {
            return Some(home);
        }
        let count = self.replicas.len() as u32;
        let home = (0..count)
            .map(|turn| (self.next_session_home + turn) % count)
            .find(|&home| serving(&self.replicas[home as usize]))?;
        self.next_session_home = home + 1;
        Some(home)
    }

    /// Whether a session's memory is not on this replica.
    pub fn loses_session(&self, key: u32, replica: u32) -> bool {
        let crashes = self.replicas[replica as usize].crashes;
        self.sessions[key as usize] != Some((replica, crashes))
    }

    /// Whether a session's memory was lost in a crash. A session that a drained replica handed
    /// over is reloaded, not lost; one that never was has nothing to lose.
    pub fn had_session(&self, key: u32) -> bool {
        self.sessions[key as usize].is_some_and(|(home, crashes)| {
            // Without affinity the memory is on another replica, and of no use here.
            !self.affinity || self.replicas[home as usize].crashes != crashes
        })
    }

    /// The memory of a session is on this replica from now on.
    pub fn keep_session(&mut self, key: u32, replica: u32) {
        let crashes = self.replicas[replica as usize].crashes;
        self.sessions[key as usize] = Some((replica, crashes));
    }
}
