//! The stretches of one request's time, without gaps.
//!
//! Must not know: whose time it is.

use crate::trace::SegmentKind;
use crate::units::Nanos;

/// The stretches of a request's time so far, without gaps.
#[derive(Clone, Debug)]
#[repr(C)]
pub(crate) struct Segments {
    start: Nanos,
    count: u8,
    kinds: [u8; Self::CAPACITY],
    ends: [Nanos; Self::CAPACITY],
}

impl Segments {
    /// More than the longest way has; anything beyond would extend the last segment.
    const CAPACITY: usize = 20;

    pub fn starting_at(start: Nanos) -> Self {
        Self {
            kinds: [0; Self::CAPACITY],
            ends: [start; Self::CAPACITY],
            count: 0,
            start,
        }
    }

    /// Begins anew; what stood there is overwritten as segments come.
    #[inline]
    pub fn restart(&mut self, start: Nanos) {
        self.count = 0;
        self.start = start;
    }

    /// When the last one ends.
    #[inline]
    pub fn end(&self) -> Nanos {
        self.count
            .checked_sub(1)
            .map_or(self.start, |last| self.ends[usize::from(last)])
    }

    /// Goes on until `end`; nothing where that is not later. The same kind twice is one segment.
    #[inline]
    pub fn until(&mut self, kind: SegmentKind, end: Nanos) {
        if end <= self.end() {
            return;
        }
        let count = usize::from(self.count);
        let same = count > 0 && self.kinds[count - 1] == kind as u8;
        if same || count == Self::CAPACITY {
            self.ends[count - 1] = end;
        } else {
            self.kinds[count] = kind as u8;
            self.ends[count] = end;
            self.count += 1;
        }
    }

    /// Goes on for a length of time.
    #[inline]
    pub fn push(&mut self, kind: SegmentKind, length: Nanos) {
        self.until(kind, self.end() + length);
    }

    /// Ends all of it at a time: what would come later did not happen.
    pub fn cut_at(&mut self, end: Nanos) {
        while self.count > 0 {
            let last = usize::from(self.count) - 1;
            let start = if last == 0 {
                self.start
            } else {
                self.ends[last - 1]
            };
            if start < end {
                self.ends[last] = self.ends[last].min(end);
                return;
            }
            self.count -= 1;
        }
    }

    #[inline]
    pub fn kinds(&self) -> &[u8] {
        &self.kinds[..usize::from(self.count)]
    }

    #[inline]
    pub fn ends(&self) -> &[Nanos] {
        &self.ends[..usize::from(self.count)]
    }

    /// Kind and length of each.
    #[inline]
    pub fn lengths(&self) -> impl Iterator<Item = (u8, Nanos)> {
        let mut start = self.start;
        self.kinds()
            .iter()
            .zip(self.ends())
            .map(move |(&kind, &end)| {
                let length = end.since(start);
                start = end;
                (kind, length)
            })
    }
}
