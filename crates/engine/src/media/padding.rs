//! What an encoder put before and after the sound of an MP3, which the file tells in a frame of its own.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use gstreamer as gst;
use types::time::SAMPLE_RATE;

/// What every MP3 decoder adds to the delay of the encoder, in samples: half a frame of the filter bank and one.
const DECODER_DELAY: i64 = 529;
/// The first version of GStreamer that leaves the padding out by itself.
const LEAVES_OUT_PADDING: (u32, u32) = (1, 24);

/// Sound that nobody recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Padding {
    /// How much of it comes before the sound, in nanoseconds.
    pub(crate) lead_nanos: i64,
    /// How long the sound itself is, in samples at 48 kHz, where it is known.
    pub(crate) length: Option<i64>,
}

/// What the first frame of the MP3 at `path` says; none when it says nothing or there is nothing left to do.
pub(crate) fn of_mp3(path: &Path) -> Option<Padding> {
    let (major, minor, ..) = gst::version();
    if (major, minor) >= LEAVES_OUT_PADDING {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let mut head = [0; 10];
    file.read_exact(&mut head).ok()?;
    let start = if head.starts_with(b"ID3") { tag_length(&head)? } else { 0 };
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut frame = Vec::new();
    file.take(1024).read_to_end(&mut frame).ok()?;
    read(&frame)
}

/// How long an ID3 tag of that header is, in bytes: four times seven bits, and a footer that may follow.
fn tag_length(head: &[u8; 10]) -> Option<u64> {
    let length = head.get(6..)?.iter().fold(0, |length, byte| length << 7 | u64::from(byte & 0x7f));
    let footer = if head.get(5)? & 0x10 == 0 { 0 } else { 10 };
    Some(10 + length + footer)
}

/// Reads the frame that LAME and FFmpeg write first (<http://gabriel.mp3-tech.org/mp3infotag.html>).
fn read(frame: &[u8]) -> Option<Padding> {
    let header = u32::from_be_bytes(*frame.first_chunk()?);
    // Layer III has the number 1; anything else has no such frame.
    if header >> 21 != 0x7ff || header >> 17 & 3 != 1 {
        return None;
    }
    let (version, mono) = (header >> 19 & 3, header >> 6 & 3 == 3);
    let rate = *[44_100_i64, 48_000, 32_000].get((header >> 10 & 3) as usize)?;
    // Version 3 is MPEG-1, 2 is MPEG-2 at half the rate, 0 is MPEG-2.5 at a quarter.
    let (rate, samples, side) = match (version, mono) {
        (3, false) => (rate, 1152, 32),
        (3, true) => (rate, 1152, 17),
        (2, false) => (rate / 2, 576, 17),
        (2, true) => (rate / 2, 576, 9),
        (0, false) => (rate / 4, 576, 17),
        (0, true) => (rate / 4, 576, 9),
        _ => return None,
    };
    let told = frame.get(4 + side..)?;
    if !told.starts_with(b"Xing") && !told.starts_with(b"Info") {
        return None;
    }
    let flags = u32::from_be_bytes(*told.get(4..)?.first_chunk()?);
    let has = |bit: u32| flags >> bit & 1 == 1;
    let count = told.get(8..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes));
    let frames = count.filter(|_| has(0));
    // The number of frames, the number of bytes, a table of places and the quality.
    let encoder = [(0, 4), (1, 4), (2, 100), (3, 4)].iter().filter(|(bit, _)| has(*bit));
    let encoder = told.get(8 + encoder.map(|(_, length)| length).sum::<usize>()..)?;
    if !["LAME", "Lavf", "Lavc"].iter().any(|name| encoder.starts_with(name.as_bytes())) {
        return None;
    }
    let [high, middle, low] = *encoder.get(21..)?.first_chunk()?;
    let before = i64::from(high) << 4 | i64::from(middle) >> 4;
    let after = i64::from(middle & 0xf) << 8 | i64::from(low);
    let length = frames.map(|frames| i64::from(frames) * samples - before - after);
    let length = length.filter(|length| *length > 0);
    Some(Padding {
        lead_nanos: (before + DECODER_DELAY) * 1_000_000_000 / rate,
        length: length.map(|length| (length * SAMPLE_RATE + rate / 2) / rate),
    })
}
