//! libespeak-ng, loaded at run time: the only file of this crate that talks to C.
#![expect(
    unsafe_code,
    reason = "calling a C library; every call is made under one lock, with checked arguments"
)]

use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_void};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use libloading::Library;

use crate::error::SpeechError;

/// Samples in a second of what the library makes, in every release so far; checked when it starts.
pub const ESPEAK_SAMPLE_RATE: u32 = 22_050;

/// The most samples that one call may make: half an hour.
const SAMPLES_MAX: usize = 30 * 60 * ESPEAK_SAMPLE_RATE as usize;

// From espeak-ng's speak_lib.h.
const OUTPUT_SYNCHRONOUS: c_int = 2;
const INITIALIZE_PHONEME_EVENTS: c_int = 0x0001;
const INITIALIZE_PHONEME_IPA: c_int = 0x0002;
const INITIALIZE_DONT_EXIT: c_int = 0x8000;
const CHARS_UTF8: c_uint = 1;
const PHONEMES_IPA: c_int = 0x02;
const POSITION_CHARACTER: c_uint = 1;
const PARAMETER_RATE: c_int = 1;
const PARAMETER_PITCH: c_int = 3;
const EVENT_LIST_END: c_int = 0;
const EVENT_WORD: c_int = 1;
const EVENT_PHONEME: c_int = 7;

#[repr(C)]
struct RawEvent {
    kind: c_int,
    unique_identifier: c_uint,
    text_position: c_int,
    length: c_int,
    audio_position_ms: c_int,
    sample: c_int,
    user: *mut c_void,
    id: [u8; 8],
}

#[repr(C)]
struct RawVoice {
    name: *const c_char,
    languages: *const c_char,
    identifier: *const c_char,
    gender: u8,
    age: u8,
    variant: u8,
    reserved: u8,
    score: c_int,
    spare: *mut c_void,
}

type Callback = unsafe extern "C" fn(*mut i16, c_int, *mut RawEvent) -> c_int;
type Initialize = unsafe extern "C" fn(c_int, c_int, *const c_char, c_int) -> c_int;
type SetSynthCallback = unsafe extern "C" fn(Callback);
type SetVoiceByName = unsafe extern "C" fn(*const c_char) -> c_int;
type SetParameter = unsafe extern "C" fn(c_int, c_int, c_int) -> c_int;
type Synth = unsafe extern "C" fn(
    *const c_void,
    usize,
    c_uint,
    c_uint,
    c_uint,
    c_uint,
    *mut c_uint,
    *mut c_void,
) -> c_int;
type TextToPhonemes = unsafe extern "C" fn(*mut *const c_void, c_int, c_int) -> *const c_char;
type Version = unsafe extern "C" fn(*mut *const c_char) -> *const c_char;
type ListVoices = unsafe extern "C" fn(*const RawVoice) -> *const *const RawVoice;

/// A word or phoneme, at the sample at which it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The word that starts at this character of the text, counted from 0.
    Word {
        /// The character.
        character: usize,
        /// The sample at which it starts.
        sample: usize,
    },
    /// A phoneme in IPA; empty for a pause.
    Phoneme {
        /// In IPA.
        phoneme: String,
        /// The sample at which it starts.
        sample: usize,
    },
}

/// What was made of a text.
#[derive(Default)]
pub struct Synthesised {
    /// Mono, at [`ESPEAK_SAMPLE_RATE`].
    pub samples: Vec<i16>,
    /// In the order in which the library gave them.
    pub events: Vec<Event>,
}

/// A language that the library speaks, as it describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// The library's tag: "en-us", "cmn".
    pub tag: String,
    /// The name in English: "English (America)".
    pub name: String,
    /// The file that describes it, inside the library's data: "gmw/en-US".
    pub file: String,
}

/// The functions of the library. Not safe to use from two threads at once: [`super::Espeak`] holds the lock.
pub struct EspeakLibrary {
    set_voice_by_name: SetVoiceByName,
    set_parameter: SetParameter,
    synth: Synth,
    text_to_phonemes: TextToPhonemes,
    list_voices: ListVoices,
    version: Version,
}

// The library has one callback for the whole process, so what it delivers lands in one place. The lock of
// `Espeak` keeps two texts from being made at once.
static COLLECTED: Mutex<Option<Synthesised>> = Mutex::new(None);

impl EspeakLibrary {
    /// Loads and starts the first of those libraries that is there. Fails when none is, when it lacks a
    /// function, or when its language files are missing.
    pub fn load(names: &[String]) -> Result<Self, SpeechError> {
        // SAFETY: loading runs the library's constructors; libespeak-ng and what it links have none that
        // need more than any C library does.
        let library = names.iter().find_map(|name| unsafe { Library::new(name) }.ok());
        // A file that is there and cannot be loaded is damaged, or made for another kind of machine.
        let is_there = || names.iter().any(|name| Path::new(name).is_file());
        let library = library.ok_or_else(|| {
            if is_there() { SpeechError::EspeakUnusable } else { SpeechError::EspeakMissing }
        })?;
        // Nothing of it may be unloaded while its functions are held, which is for ever.
        static KEPT: OnceLock<Mutex<Vec<Library>>> = OnceLock::new();
        let functions = Self::start(&library);
        let kept = KEPT.get_or_init(|| Mutex::new(Vec::new()));
        kept.lock().unwrap_or_else(PoisonError::into_inner).push(library);
        functions
    }

    fn start(library: &Library) -> Result<Self, SpeechError> {
        let initialize: Initialize = function(library, c"espeak_Initialize")?;
        let set_callback: SetSynthCallback = function(library, c"espeak_SetSynthCallback")?;
        let functions = Self {
            set_voice_by_name: function(library, c"espeak_SetVoiceByName")?,
            set_parameter: function(library, c"espeak_SetParameter")?,
            synth: function(library, c"espeak_Synth")?,
            text_to_phonemes: function(library, c"espeak_TextToPhonemes")?,
            list_voices: function(library, c"espeak_ListVoices")?,
            version: function(library, c"espeak_Info")?,
        };
        let options = INITIALIZE_PHONEME_EVENTS | INITIALIZE_PHONEME_IPA | INITIALIZE_DONT_EXIT;
        // SAFETY: the signatures are those of speak_lib.h; a null path means the library's own data folder,
        // and the callback lives as long as the program.
        let rate = unsafe {
            let rate = initialize(OUTPUT_SYNCHRONOUS, 0, std::ptr::null(), options);
            set_callback(collect);
            rate
        };
        if rate == ESPEAK_SAMPLE_RATE as c_int { Ok(functions) } else { Err(SpeechError::EspeakUnusable) }
    }

    /// Speaks in that language from now on, in the way that may follow it: "de", "de+f3". Fails when the library
    /// does not know the language; an unknown way is taken for none.
    pub fn choose(&self, name: &str) -> Result<(), SpeechError> {
        let tag = name.split('+').next().unwrap_or(name);
        // Some languages, as en-gb, are found by the name of their file only.
        let file =
            || self.languages().into_iter().find(|language| language.tag == tag).map(|found| found.file);
        let in_file = |file: String| self.choose_by_name(&name.replacen(tag, &file, 1));
        if self.choose_by_name(name) || file().is_some_and(in_file) {
            return Ok(());
        }
        Err(SpeechError::LanguageUnknown { language: tag.to_owned() })
    }

    fn choose_by_name(&self, name: &str) -> bool {
        let Ok(name) = CString::new(name) else { return false };
        // SAFETY: the name is a C string that outlives the call.
        unsafe { (self.set_voice_by_name)(name.as_ptr()) == 0 }
    }

    /// The phonemes of a text in IPA, in the chosen language, with spaces between words.
    pub fn phonemes(&self, text: &str) -> Result<String, SpeechError> {
        let text = CString::new(text).map_err(|_| SpeechError::NothingToSay)?;
        let mut rest: *const c_void = text.as_ptr().cast();
        let mut phonemes = String::new();
        while !rest.is_null() {
            // SAFETY: `rest` points into `text`, and the library moves it on, to null after the last clause.
            // What it returns is valid until the next call, and is copied before.
            let clause = unsafe {
                let clause = (self.text_to_phonemes)(&raw mut rest, CHARS_UTF8 as c_int, PHONEMES_IPA);
                if clause.is_null() { None } else { Some(CStr::from_ptr(clause).to_string_lossy()) }
            };
            if let Some(clause) = clause {
                phonemes.push_str(&clause);
                phonemes.push(' ');
            }
        }
        Ok(phonemes)
    }

    /// Makes the sound of a text in the chosen language, at a pace in words a minute (80 to 450) and a pitch
    /// (0 to 99, 50 is the voice's own).
    pub fn synthesise(
        &self,
        text: &str,
        words_a_minute: i32,
        pitch: i32,
    ) -> Result<Synthesised, SpeechError> {
        let text = CString::new(text).map_err(|_| SpeechError::NothingToSay)?;
        *COLLECTED.lock().unwrap_or_else(PoisonError::into_inner) = Some(Synthesised::default());
        // SAFETY: the text is a C string of the given size, terminator included, that outlives the call, which
        // in synchronous mode returns when all is spoken. The null pointers are allowed by speak_lib.h.
        let status = unsafe {
            (self.set_parameter)(PARAMETER_RATE, words_a_minute, 0);
            (self.set_parameter)(PARAMETER_PITCH, pitch, 0);
            (self.synth)(
                text.as_ptr().cast(),
                text.as_bytes_with_nul().len(),
                0,
                POSITION_CHARACTER,
                0,
                CHARS_UTF8,
                std::ptr::null_mut(),
                std::ptr::null_mut(),
            )
        };
        let collected = COLLECTED.lock().unwrap_or_else(PoisonError::into_inner).take();
        match collected {
            Some(collected) if status == 0 => Ok(collected),
            _ => Err(SpeechError::EspeakUnusable),
        }
    }

    /// The library's version: another one may speak otherwise.
    pub fn version(&self) -> String {
        let mut data_folder = std::ptr::null();
        // SAFETY: the library sets the pointer to a string of its own and returns another, both static.
        unsafe {
            let version = (self.version)(&raw mut data_folder);
            if version.is_null() {
                String::new()
            } else {
                CStr::from_ptr(version).to_string_lossy().into_owned()
            }
        }
    }

    /// Every language the library has a voice for.
    pub fn languages(&self) -> Vec<Language> {
        let mut languages = Vec::new();
        // SAFETY: a null specification means all voices; the list ends with a null pointer and stays valid
        // until the next call, and all is copied here.
        unsafe {
            let mut entry = (self.list_voices)(std::ptr::null());
            while !entry.is_null() && !(*entry).is_null() {
                let voice = &**entry;
                // The first byte of the language list is its priority; the tag follows.
                if !voice.languages.is_null() && *voice.languages != 0 && !voice.name.is_null() {
                    let tag = CStr::from_ptr(voice.languages.add(1)).to_string_lossy().into_owned();
                    let name = CStr::from_ptr(voice.name).to_string_lossy().into_owned();
                    let file = if voice.identifier.is_null() {
                        tag.clone()
                    } else {
                        CStr::from_ptr(voice.identifier).to_string_lossy().into_owned()
                    };
                    languages.push(Language { tag, name, file });
                }
                entry = entry.add(1);
            }
        }
        languages
    }
}

fn function<T: Copy>(library: &Library, name: &CStr) -> Result<T, SpeechError> {
    // SAFETY: the type asked for is the one that speak_lib.h gives that function.
    let symbol = unsafe { library.get::<T>(name.to_bytes_with_nul()) };
    symbol.map(|symbol| *symbol).map_err(|_| SpeechError::EspeakUnusable)
}

/// Takes what the library has made so far; returning 1 stops it.
unsafe extern "C" fn collect(wave: *mut i16, count: c_int, events: *mut RawEvent) -> c_int {
    let mut collected = COLLECTED.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(synthesised) = collected.as_mut() else { return 1 };
    if let Ok(count) = usize::try_from(count)
        && !wave.is_null()
    {
        // SAFETY: the library gives `count` samples at `wave`, valid during this call.
        synthesised.samples.extend_from_slice(unsafe { std::slice::from_raw_parts(wave, count) });
    }
    let mut next = events;
    while !next.is_null() {
        // SAFETY: the list is valid during this call and ends with an event of kind 0.
        let event = unsafe { &*next };
        if event.kind == EVENT_LIST_END {
            break;
        }
        synthesised.events.extend(read_event(event));
        // SAFETY: this was not the last one.
        next = unsafe { next.add(1) };
    }
    c_int::from(synthesised.samples.len() > SAMPLES_MAX)
}

fn read_event(event: &RawEvent) -> Option<Event> {
    let sample = usize::try_from(event.sample).unwrap_or(0);
    match event.kind {
        EVENT_WORD => {
            let character = usize::try_from(event.text_position).unwrap_or(0).saturating_sub(1);
            Some(Event::Word { character, sample })
        }
        EVENT_PHONEME => {
            let name = event.id.split(|byte| *byte == 0).next().unwrap_or_default();
            Some(Event::Phoneme { phoneme: String::from_utf8_lossy(name).into_owned(), sample })
        }
        _ => None,
    }
}
