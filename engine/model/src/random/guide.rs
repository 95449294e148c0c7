//! A guide to a table of cumulative shares, so that a draw looks at a few neighbours in place of the whole table.
//!
//! Chen and Asau (1974), "On generating random variates from an empirical distribution", AIIE Transactions 6,
//! 163–166. The result is the same as that of a search through the whole table.

/// The most entries of a guide: 16 KB, which stay in the processor's nearest cache.
const MOST_ENTRIES: usize = 4_096;

/// For each of equal stretches of 0 to 1, the first entry of a table that a draw in it can mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guide {
    starts: Vec<u32>,
}

impl Guide {
    /// The guide to a table of increasing shares.
    pub fn to(cumulative: &[f64]) -> Self {
        let stretches = cumulative.len().min(MOST_ENTRIES);
        let mut at = 0;
        let starts = (0..=stretches).map(|stretch| {
            let begins = stretch as f64 / stretches as f64;
            while cumulative.get(at).is_some_and(|&share| share < begins) {
                at += 1;
            }
            at as u32
        });
        Self {
            starts: starts.collect(),
        }
    }

    /// The first entry of the same table whose share is not below a draw from 0 to 1; the table's length
    /// where there is none.
    #[inline]
    pub fn find(&self, cumulative: &[f64], unit: f64) -> usize {
        let stretches = self.starts.len().saturating_sub(1);
        // The stretch of a draw next to a boundary may be rounded up: one earlier is right for both.
        let stretch = ((unit * stretches as f64) as usize).min(stretches);
        let start = self.starts.get(stretch.saturating_sub(1)).copied();
        let mut at = start.unwrap_or(0) as usize;
        let end = self
            .starts
            .get(stretch + 1)
            .map_or(cumulative.len(), |&end| end as usize + 1);
        let end = end.min(cumulative.len());
        // Where few cells hold many entries, a search is quicker than a walk.
        if end > at + 16 {
            return at + cumulative[at..end].partition_point(|&share| share < unit);
        }
        while at < end && cumulative[at] < unit {
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    fn check(cumulative: &[f64]) {
        let guide = Guide::to(cumulative);
        let stream = Stream::new(1, "guide");
        let draws = (0..20_000).map(|number| stream.request(number).unit(Purpose::Gap, 0));
        // Boundaries of the table and of the guide's stretches.
        let edges = cumulative
            .iter()
            .flat_map(|&share| [share, share.next_down(), share.next_up()]);
        let stretches = (0..=64).map(|stretch| f64::from(stretch) / 64.0);
        for unit in draws
            .chain(edges)
            .chain(stretches)
            .filter(|unit| (0.0..=1.0).contains(unit))
        {
            let expected = cumulative.partition_point(|&share| share < unit);
            assert_eq!(
                guide.find(cumulative, unit),
                expected,
                "{unit} in {}",
                cumulative.len()
            );
        }
    }

    #[test]
    fn finds_what_a_search_finds() {
        check(&[]);
        check(&[1.0]);
        check(&[0.1, 0.1, 0.9, 1.0]);
        check(&[0.999, 0.9999, 1.0]);
        // A last share below 1, as rounding leaves it.
        check(&[0.5, 0.999_999]);
        for n in [7, 64, 5_000, 60_000] {
            let weights = (1..=n).map(|rank| 1.0 / f64::from(rank));
            let total: f64 = weights.clone().sum();
            let mut sum = 0.0;
            let cumulative: Vec<f64> = weights
                .map(|weight| {
                    sum += weight / total;
                    sum
                })
                .collect();
            check(&cumulative);
        }
    }
}
