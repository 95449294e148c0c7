//! Changes of bytes, the same ones for the same seed.

/// A stream of mutations.
pub(crate) struct Mutations {
    state: u64,
}

/// Bytes and words on which readers stumble.
const STUMBLES: [&[u8]; 16] = [
    &[0x00],
    &[0x7f],
    &[0x80],
    &[0xff],
    &[0xff, 0xff, 0xff, 0xff, 0x0f],
    &[0xff, 0xff, 0xff, 0xff, 0x7f],
    b"\"",
    b"\\",
    b"{",
    b"(",
    b")",
    b"loop",
    b"1e999",
    b"-1",
    b"\n",
    "\u{2028}".as_bytes(),
];

impl Mutations {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    fn draw(&mut self, below: usize) -> usize {
        // SplitMix64, as its authors publish it.
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as usize
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.draw(256) as u8
    }

    /// A file with up to four changes: bits, bytes, cuts, copies, and parts of other files.
    pub(crate) fn next_of(&mut self, seed: &[u8], corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.draw(4) {
            let at = self.draw(bytes.len() + 1);
            let end = (at + 1 + self.draw(16)).min(bytes.len());
            match self.draw(6) {
                0 => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << self.draw(8);
                    }
                }
                1 => {
                    let stumble = STUMBLES[self.draw(STUMBLES.len())];
                    bytes.splice(at..at, stumble.iter().copied());
                }
                2 => {
                    bytes.drain(at.min(end)..end);
                }
                3 => bytes.truncate(at),
                4 => {
                    let part = bytes[at.min(end)..end].to_vec();
                    let to = self.draw(bytes.len() + 1);
                    bytes.splice(to..to, part);
                }
                _ => {
                    let other = &corpus[self.draw(corpus.len())];
                    let from = self.draw(other.len() + 1);
                    let until = (from + self.draw(64)).min(other.len());
                    bytes.splice(at..at, other[from.min(until)..until].iter().copied());
                }
            }
        }
        bytes
    }
}
