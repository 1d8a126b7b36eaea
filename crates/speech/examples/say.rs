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
                let raw: Vec<u8> = s.samples.iter().flat_map(|x| x.to_le_bytes()).collect();
                std::fs::write(&a[3], raw).unwrap();
            }
            Err(e) => println!("ERR {e}"),
        }
    }
}
