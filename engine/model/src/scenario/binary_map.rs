//! How a map is read from its binary form: entry by entry.
//!
//! The derived reader sorts all entries at once, with a sort of its own for every type of entry: 1 KB
//! each of every program that reads a scenario.

use std::collections::BTreeMap;

use borsh::BorshDeserialize;
use borsh::io::{Read, Result};

/// Reads what the derived writer of a [`BTreeMap`] has written. Of two entries with one key, the later one
/// is kept.
pub(crate) fn read<V: BorshDeserialize, R: Read>(reader: &mut R) -> Result<BTreeMap<String, V>> {
    let mut map = BTreeMap::new();
    for _ in 0..u32::deserialize_reader(reader)? {
        let key = String::deserialize_reader(reader)?;
        map.insert(key, V::deserialize_reader(reader)?);
    }
    Ok(map)
}
