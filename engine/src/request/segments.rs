//! The segments of one request's time: consecutive stretches without gaps.

use model::trace::SegmentKind;
use model::units::Nanos;

/// The segments of a request's time so far. Each has a kind and an end; it starts where the one
/// before it ends, and the first starts at the arrival.
#[derive(Clone, Debug)]
#[repr(C)]
pub(crate) struct Segments {
    start: Nanos,
    count: u8,
    kinds: [u8; Self::CAPACITY],
    ends: [Nanos; Self::CAPACITY],
}

impl Segments {
    /// More than any request needs; a further segment would extend the last one.
    const CAPACITY: usize = 20;

    pub fn starting_at(start: Nanos) -> Self {
        Self {
            kinds: [0; Self::CAPACITY],
            ends: [start; Self::CAPACITY],
            count: 0,
            start,
        }
    }

    /// Starts again without segments; old entries are overwritten as new segments come.
    #[inline]
    pub fn restart(&mut self, start: Nanos) {
        self.count = 0;
        self.start = start;
    }

    /// The end of the last segment, or the start where there is none.
    #[inline]
    pub fn end(&self) -> Nanos {
        self.count
            .checked_sub(1)
            .map_or(self.start, |last| self.ends[usize::from(last)])
    }

    /// Adds a segment up to `end`, none where `end` is not later than the last one's. Two segments of
    /// one kind in a row become one.
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

    /// Adds a segment of a length.
    #[inline]
    pub fn push(&mut self, kind: SegmentKind, length: Nanos) {
        self.until(kind, self.end() + length);
    }

    /// Drops all segments after `end`, which did not happen.
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

    /// The codes of the kinds, one a segment.
    #[inline]
    pub fn kinds(&self) -> &[u8] {
        &self.kinds[..usize::from(self.count)]
    }

    /// The ends, one a segment.
    #[inline]
    pub fn ends(&self) -> &[Nanos] {
        &self.ends[..usize::from(self.count)]
    }

    /// The code of the kind and the length of each segment.
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
