//! The 64-bit hash FNV-1a (Fowler, Noll, Vo): the same natively and in a browser.

/// A hash of the bytes that were written so far. It protects against accidents, not against an attacker
/// who looks for two inputs with one hash.
///
/// ```
/// use model::random::Fnv1a;
///
/// let mut hash = Fnv1a::default();
/// hash.write(b"foobar");
/// assert_eq!(hash.finish(), 0x8594_4171_f739_67e8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    /// Adds bytes; in one call or in several is the same.
    pub fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The hash of all bytes so far.
    pub fn finish(self) -> u64 {
        self.0
    }
}
