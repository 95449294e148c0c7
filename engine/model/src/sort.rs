//! One compiled sort for short lists of any type.
//!
//! The standard library compiles its whole sort, about 5 KB of wasm, for every type and every order. Lists
//! that a person reads are short and many: they are sorted by their positions, and one sort serves all.

use std::cmp::Ordering;

/// Sorts in place, and keeps equal elements in their order.
///
/// It allocates one position an element; a list of a whole run's requests is better sorted by
/// [`slice::sort_by`].
///
/// ```
/// let mut causes = [("queue full", 2), ("cold start", 7), ("throttled", 2)];
/// model::sort::sort_by(&mut causes, |a, b| b.1.cmp(&a.1));
/// assert_eq!(causes, [("cold start", 7), ("queue full", 2), ("throttled", 2)]);
/// ```
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = positions_in_order(list.len(), &|a, b| compare(&list[a], &list[b]));
    // Each cycle of the permutation is followed once; a position that is done points to itself.
    for start in 0..list.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

/// The positions of a list in the order of its elements.
fn positions_in_order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(keys in prop::collection::vec(0_u8..9, 0..40)) {
            let mut ours: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut theirs = ours.clone();
            sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|pair| pair.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
