//! The number of a request among those of its workload.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// The number of a request among the arrivals of its workload, 32 bits.
///
/// Usual arrivals count from 0. Bit 30 marks an arrival that a surge added: bits 24 to 29 then say
/// which change is the surge, and the lower 24 count its arrivals. Bit 31 marks a second delivery
/// of the request whose number is in the other bits.
///
/// With the seed and the step it is the identity of a request: every draw of it is a function of
/// the three, and every fingerprint contains it.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(transparent)]
pub struct RequestNumber(pub u32);

const SECOND_DELIVERY: u32 = 1 << 31;
const SURGE: u32 = 1 << 30;
const BITS_OF_SURGE_NUMBER: u32 = 24;

impl RequestNumber {
    /// The number of a surge's `number`-th arrival; `change` is the surge's index among the
    /// scenario's changes, below 64, and `number` is below sixteen million.
    #[inline]
    pub fn of_surge(change: u16, number: u32) -> Self {
        debug_assert!(change < 64 && number < 1 << BITS_OF_SURGE_NUMBER);
        Self(SURGE + (u32::from(change) << BITS_OF_SURGE_NUMBER) + number)
    }

    /// The index of the change that is the surge which brought this request; `None` for a usual
    /// arrival and for a second delivery.
    #[inline]
    pub fn surge(self) -> Option<u16> {
        let is_surge = (SURGE..SECOND_DELIVERY).contains(&self.0);
        is_surge.then(|| ((self.0 - SURGE) >> BITS_OF_SURGE_NUMBER) as u16)
    }

    /// Whether the request was delivered before.
    #[inline]
    pub fn is_second_delivery(self) -> bool {
        self.0 & SECOND_DELIVERY != 0
    }

    /// The number of this request's second delivery.
    #[inline]
    #[must_use]
    pub fn second_delivery(self) -> Self {
        Self(self.0 | SECOND_DELIVERY)
    }

    /// The number of this request's first delivery.
    #[inline]
    #[must_use]
    pub fn first_delivery(self) -> Self {
        Self(self.0 & !SECOND_DELIVERY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_what_brought_its_request() {
        let check = |number: RequestNumber, surge: Option<u16>, is_second: bool| {
            assert_eq!(number.surge(), surge, "{number:?}");
            assert_eq!(number.is_second_delivery(), is_second, "{number:?}");
            assert_eq!(
                number.second_delivery().first_delivery(),
                number.first_delivery()
            );
        };
        check(RequestNumber(0), None, false);
        check(RequestNumber(7).second_delivery(), None, true);
        check(RequestNumber::of_surge(0, 0), Some(0), false);
        check(RequestNumber::of_surge(63, (1 << 24) - 1), Some(63), false);
        check(RequestNumber::of_surge(3, 5).second_delivery(), None, true);
    }
}
