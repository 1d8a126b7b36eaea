//! scratch
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "scratch")]
use speech::SpeakRequest;
use std::time::Instant;
use types::voice::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let voices = speech::voices::Voices::new("/root/.cache/greenroom/material/voices", "/tmp/gr/voice/cache");
    let v = voices.open(&VoiceId(a[1].clone())).unwrap();
    let mut r = SpeakRequest::new(a[2].clone());
    let f = |i: usize, d: f32| a.get(i).map(|x| x.parse().unwrap()).unwrap_or(d);
    r.settings = VoiceSettings::new(f(4, 1.0), f(5, 0.0), 1.0).unwrap();
    println!("{}", speech::normalise::normalise(&r.text, &v.description().language, &[]).spoken());
    for _ in 0..2 {
        let t = Instant::now();
        match v.speak(&r) {
            Ok(s) => {
                let secs = s.samples.len() as f64 / 48000.0;
                println!("{secs:.2}s in {:?} rtf {:.3}", t.elapsed(), t.elapsed().as_secs_f64() / secs);
                for w in &s.words {
                    print!("{}[{:.2}-{:.2}] ", w.text, w.start as f64 / 48e3, w.end as f64 / 48e3);
                }
                println!();
                for w in s.phonemes.iter().take(40) {
                    print!("{}[{:.2}-{:.2}] ", w.phoneme, w.start as f64 / 48e3, w.end as f64 / 48e3);
                }
                println!();
                let mut w = hound::WavWriter::create(
                    &a[3],
                    hound::WavSpec {
                        channels: 1,
                        sample_rate: 48000,
                        bits_per_sample: 32,
                        sample_format: hound::SampleFormat::Float,
                    },
                )
                .unwrap();
                for x in &s.samples {
                    w.write_sample(*x).unwrap();
                }
                w.finalize().unwrap();
            }
            Err(e) => println!("ERR {e}"),
        }
    }
}
