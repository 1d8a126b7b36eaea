//! Facts about sound without a picture.

use engine::export::sound::{SoundForm, sound_bytes};
use engine::media::probe::probe;
use tempfile::TempDir;

/// A second and a half of a tone.
fn tone() -> Vec<f32> {
    (0..72_000u32).map(|at| (at as f32 * 0.05).sin() * 0.5).collect()
}

#[test]
fn coded_sound_plays_as_long_as_its_samples() {
    let folder = TempDir::new().expect("a folder can be made");
    for (form, ending) in [
        (SoundForm::Mp3 { rate: 44_100, kbit: 128 }, "mp3"),
        (SoundForm::Mp3 { rate: 22_050, kbit: 32 }, "mp3"),
        (SoundForm::Opus { kbit: 64 }, "ogg"),
        (SoundForm::Flac { rate: 24_000 }, "flac"),
    ] {
        let path = folder.path().join(format!("sound.{ending}"));
        std::fs::write(&path, sound_bytes(&tone(), form).expect("it can be coded"))
            .expect("the disk takes it");
        let seconds = probe(&path).expect("it can be read").duration.as_f64();
        // Coders work in blocks, of 52 ms at the most, and an MP3 has one more that tells of the silence around it.
        assert!((1.49..1.64).contains(&seconds), "{form:?}: {seconds} s");
    }
}

#[test]
fn bare_samples_are_as_many_as_their_rate_says() {
    for (form, bytes) in [
        (SoundForm::Pcm { rate: 48_000 }, 144_000),
        (SoundForm::Pcm { rate: 16_000 }, 48_000),
        (SoundForm::MuLaw { rate: 8_000 }, 12_000),
        (SoundForm::ALaw { rate: 8_000 }, 12_000),
    ] {
        let made = sound_bytes(&tone(), form).expect("it can be coded").len() as i64;
        assert!((made - bytes).abs() <= 8, "{form:?}: {made} bytes");
    }
}
