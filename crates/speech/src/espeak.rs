//! The speech library espeak-ng behind one lock: phonemes for Piper voices, and voices of the last resort.

mod library;
mod voice;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::error::SpeechError;

use library::EspeakLibrary;
pub use library::{ESPEAK_SAMPLE_RATE, Event, Language, Synthesised};
pub use voice::EspeakVoice;

/// The environment variable that names the library's file, where it is not in a usual place.
pub const LIBRARY_VARIABLE: &str = "GREENROOM_ESPEAK_LIBRARY";

/// The library, started. Cheap to clone; calls wait for one another.
#[derive(Clone)]
pub struct Espeak {
    library: Arc<Mutex<EspeakLibrary>>,
}

impl Espeak {
    /// The library of this process, loaded on first use from where the system keeps it or from the file that
    /// [`LIBRARY_VARIABLE`] names. A failure is not remembered, so installing the library mends it.
    pub fn shared() -> Result<Self, SpeechError> {
        static SHARED: OnceLock<Espeak> = OnceLock::new();
        static STARTING: Mutex<()> = Mutex::new(());
        // Two threads must not start the library at once: it keeps its state in globals.
        let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(espeak) = SHARED.get() {
            return Ok(espeak.clone());
        }
        let espeak = Self::load(&usual_names())?;
        Ok(SHARED.get_or_init(|| espeak).clone())
    }

    /// The library in the first of those files that is there. For the usual library, and in every program that
    /// speaks, use [`Espeak::shared`]: two of them in one process would share the library's globals.
    pub fn load(names: &[String]) -> Result<Self, SpeechError> {
        Ok(Self { library: Arc::new(Mutex::new(EspeakLibrary::load(names)?)) })
    }

    /// The library's version: another one may speak otherwise.
    pub fn version(&self) -> String {
        self.with(EspeakLibrary::version)
    }

    /// Every language the library speaks, sorted by tag, each tag once.
    pub fn languages(&self) -> Vec<Language> {
        let mut languages = self.with(EspeakLibrary::languages);
        languages.sort_by(|a, b| a.tag.cmp(&b.tag));
        languages.dedup_by(|a, b| a.tag == b.tag);
        languages
    }

    /// The phonemes of each text in IPA, with spaces between words and without stress of the sentence.
    pub fn phonemes<'a>(
        &self,
        language: &str,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<String>, SpeechError> {
        self.with(|library| {
            library.choose(language)?;
            texts.into_iter().map(|text| Ok(clean(&library.phonemes(text)?))).collect()
        })
    }

    /// The sound of a text at a pace in words a minute (80 to 450) and a pitch (0 to 99, 50 is the voice's own).
    pub fn synthesise(
        &self,
        language: &str,
        text: &str,
        words_a_minute: i32,
        pitch: i32,
    ) -> Result<Synthesised, SpeechError> {
        self.with(|library| {
            library.choose(language)?;
            library.synthesise(text, words_a_minute, pitch)
        })
    }

    fn with<T>(&self, call: impl FnOnce(&EspeakLibrary) -> T) -> T {
        call(&self.library.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Drops the marks with which the library notes a change of language, "(en)", and doubled spaces.
fn clean(phonemes: &str) -> String {
    let mut words = Vec::new();
    for word in phonemes.split_whitespace() {
        let mut kept = String::new();
        let mut inside = false;
        for symbol in word.chars() {
            match symbol {
                '(' => inside = true,
                ')' => inside = false,
                _ if inside => {}
                _ => kept.push(symbol),
            }
        }
        if !kept.is_empty() {
            words.push(kept);
        }
    }
    words.join(" ")
}

fn usual_names() -> Vec<String> {
    if let Ok(named) = std::env::var(LIBRARY_VARIABLE) {
        return vec![named];
    }
    let names: &[&str] = if cfg!(target_os = "macos") {
        &[
            "libespeak-ng.1.dylib",
            "libespeak-ng.dylib",
            "/opt/homebrew/lib/libespeak-ng.dylib",
            "/usr/local/lib/libespeak-ng.dylib",
        ]
    } else if cfg!(windows) {
        &["libespeak-ng.dll", "espeak-ng.dll", "C:\\Program Files\\eSpeak NG\\libespeak-ng.dll"]
    } else {
        &["libespeak-ng.so.1", "libespeak-ng.so"]
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}
