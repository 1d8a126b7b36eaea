//! The frame that LAME and FFmpeg write first into an MP3: how much silence the coder put around the sound
//! (<http://gabriel.mp3-tech.org/mp3infotag.html>). GStreamer's coder leaves it out, and then players start late.

/// Samples that LAME puts before the sound.
const LAME_DELAY: i64 = 576;

/// The MP3 with such a frame before it. `mp3` is of one channel, constant bit rate and layer III, with `rate` samples
/// and `kbit` kilobits a second; `samples` of that rate went into it. What is no such MP3 stays as it is.
pub fn with_info(mp3: Vec<u8>, (rate, kbit): (u32, u32), samples: i64) -> Vec<u8> {
    match info(&mp3, (rate, kbit), samples) {
        Some(frame) => [frame, mp3].concat(),
        None => mp3,
    }
}

fn info(mp3: &[u8], (rate, kbit): (u32, u32), samples: i64) -> Option<Vec<u8>> {
    let [sync, version, third, mode, ..] = *mp3 else { return None };
    // MPEG-1 has twice the samples a frame, and more of what comes before the tag.
    let (in_frame, side) = if rate >= 32_000 { (1152, 17) } else { (576, 9) };
    let length = usize::try_from(in_frame / 8 * kbit * 1000 / rate.max(1)).ok()?;
    let mut frames = 0i64;
    let mut at = 0;
    while let Some(header) = mp3.get(at..).and_then(|rest| rest.first_chunk::<4>()) {
        frames += 1;
        at += length + usize::from(header[2] >> 1 & 1);
    }
    let after = (frames * i64::from(in_frame) - LAME_DELAY - samples).clamp(0, 4095);
    let padding = u32::try_from(LAME_DELAY << 12 | after).ok()?.to_be_bytes();
    // No checksum and no padding of its own.
    let mut frame = vec![sync, version | 1, third & !2, mode];
    frame.resize(4 + side, 0);
    frame.extend_from_slice(b"Info");
    // The number of frames and the number of bytes follow.
    frame.extend_from_slice(&3u32.to_be_bytes());
    frame.extend_from_slice(&u32::try_from(frames).ok()?.to_be_bytes());
    frame.extend_from_slice(&u32::try_from(mp3.len() + length).ok()?.to_be_bytes());
    frame.extend_from_slice(b"LAME3.100");
    // Constant bit rate by the first version of the tag, then nothing until the delays.
    frame.push(1);
    frame.resize(frame.len() + 11, 0);
    frame.extend(padding.iter().skip(1));
    (frame.len() <= length).then(|| {
        frame.resize(length, 0);
        frame
    })
}
