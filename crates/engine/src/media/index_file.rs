//! Keeps indexes of pictures on disk, so that a file is run through only once.
//!
//! The file: 8 bytes of name and version, the number of pictures, the end, the offset, the reach, then for each picture the change of the
//! distance to the one before, doubled, plus one when it stands alone; all as variable-length integers; then 32 bytes of BLAKE3
//! over everything before.

use std::fs;
use std::path::{Path, PathBuf};

use types::media::MediaIdentity;

use crate::error::EngineError;
use crate::media::files;
use crate::media::index::FrameIndex;

const NAME: &[u8; 8] = b"GRINDEX3";
const SUM: usize = blake3::OUT_LEN;

/// Where the index of a file is kept.
pub(crate) fn place(folder: &Path, identity: &MediaIdentity) -> PathBuf {
    folder.join("index").join(format!("{}.idx", files::safe_name(identity)))
}

/// The index kept at `path`; none when there is none or it is damaged.
pub(crate) fn load(path: &Path) -> Option<FrameIndex> {
    decode(&fs::read(path).ok()?)
}

/// Keeps an index at `path`.
pub(crate) fn save(path: &Path, index: &FrameIndex) -> Result<(), EngineError> {
    files::write_whole(path, &encode(index))
}

fn encode(index: &FrameIndex) -> Vec<u8> {
    let mut bytes = NAME.to_vec();
    put(&mut bytes, index.len() as i128);
    put(&mut bytes, i128::from(index.end_nanos()));
    put(&mut bytes, i128::from(index.offset()));
    put(&mut bytes, i128::from(index.reach()));
    let mut keys = index.keyframes().iter().copied().peekable();
    let (mut time_before, mut step_before) = (0_i128, 0_i128);
    for (number, &time) in (0_u32..).zip(index.times()) {
        let key = keys.next_if_eq(&number).is_some();
        let step = i128::from(time) - time_before;
        put(&mut bytes, (step - step_before) * 2 + i128::from(key));
        (time_before, step_before) = (i128::from(time), step);
    }
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}

fn decode(bytes: &[u8]) -> Option<FrameIndex> {
    let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM)?)?;
    if blake3::hash(body).as_bytes() != sum {
        return None;
    }
    let mut rest = body.strip_prefix(NAME.as_slice())?;
    let count = usize::try_from(take(&mut rest)?).ok()?;
    let end = i64::try_from(take(&mut rest)?).ok()?;
    let offset = i64::try_from(take(&mut rest)?).ok()?;
    let reach = u32::try_from(take(&mut rest)?).ok()?;
    // Every picture takes at least a byte.
    let mut times = Vec::with_capacity(count.min(rest.len()));
    let (mut time, mut step) = (0_i128, 0_i128);
    for _ in 0..count {
        let coded = take(&mut rest)?;
        step += coded >> 1;
        time += step;
        times.push((i64::try_from(time + i128::from(offset)).ok()?, coded & 1 == 1));
    }
    Some(FrameIndex::new(times, end.checked_add(offset)?)?.counted_from(offset).reaching(reach))
}

/// Seven bits a byte, lowest first, the sign in the lowest bit.
fn put(bytes: &mut Vec<u8>, value: i128) {
    let mut rest = ((value << 1) ^ (value >> 127)) as u128;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

fn take(bytes: &mut &[u8]) -> Option<i128> {
    let mut value = 0_u128;
    for shift in (0..126).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u128::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((value >> 1) as i128 ^ -((value & 1) as i128));
        }
    }
    None
}
