//! Random bytes that are the same in every run.
//!
//! Block `n` of 8 bytes is the draw of request `n` in one stream of [`model::random`], lowest byte first. A call begins
//! with a new block.

use wasmi::{Caller, Error, Linker};

use super::WASI_MODULE;
use super::errno::{Errno, Failure, answer};
use super::guest;
use super::state::HasWasi;
use model::random::{Purpose, Stream};
use model::sandbox::Argument::Whole;
use model::sandbox::Capability;

/// The seed of every run. Chosen: any other would do.
const SEED: u64 = 0;
const BLOCK_BYTES: u32 = 8;

pub(super) fn link<T: HasWasi + 'static>(linker: &mut Linker<T>) -> Result<(), Error> {
    linker.func_wrap(WASI_MODULE, "random_get", random_get::<T>)?;
    Ok(())
}

fn random_get<T: HasWasi>(mut caller: Caller<'_, T>, at: i32, len: i32) -> Result<i32, Error> {
    let (at, len) = (at.cast_unsigned(), len.cast_unsigned());
    let is_granted = caller.data_mut().wasi().grants(Capability::Randomness);
    T::note(
        &mut caller,
        "wasi.random_get",
        &[Whole(at), Whole(len)],
        is_granted,
    );
    answer(if is_granted {
        fill(&mut caller, at, len)
    } else {
        Err(Errno::NotCapable.into())
    })
}

fn fill<T: HasWasi>(caller: &mut Caller<'_, T>, at: u32, len: u32) -> Result<(), Failure> {
    guest::check(caller, at, len)?;
    // The draws cost more than the copy: they are paid before they are made.
    let blocks = len.div_ceil(BLOCK_BYTES);
    T::pay(caller, blocks)?;
    let wasi = caller.data_mut().wasi();
    let first = wasi.random_blocks;
    wasi.random_blocks = first.saturating_add(u64::from(blocks));
    let stream = Stream::new(SEED, "wasi");
    let bytes: Vec<u8> = (0..u64::from(blocks))
        .flat_map(|block| {
            let draws = stream.request(first.wrapping_add(block));
            draws.bits(Purpose::Snippet, 0).to_le_bytes()
        })
        .take(len as usize)
        .collect();
    guest::write(caller, at, &bytes)
}
