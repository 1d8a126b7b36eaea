//! What the page says, in each of its languages. A word that a language lacks does not compile.

mod english;
mod german;

/// Words of one area of the page, each in English and in German.
macro_rules! area {
    ($(#[$doc:meta])* $area:ident { $($name:ident: $english:literal, $german:literal;)* }) => {
        $(#[$doc])*
        pub struct $area { $(pub $name: &'static str,)* }

        impl $area {
            /// In English.
            pub const ENGLISH: Self = Self { $($name: $english,)* };
            /// In German.
            pub const GERMAN: Self = Self { $($name: $german,)* };
        }
    };
}

pub mod add;
mod brand;
pub mod catalogue;
pub mod captions;
pub mod export;
pub mod inspector;
pub mod label;
mod library;
mod reason;
mod script;
pub mod timeline;

use dioxus::prelude::*;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag, as BCP 47 has it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// All its words.
    pub fn words(self) -> &'static Words {
        match self {
            Self::English => &english::WORDS,
            Self::German => &german::WORDS,
        }
    }
}

/// The words of the language that is chosen.
pub fn words() -> &'static Words {
    use_context::<Signal<Language>>().read().words()
}

impl Words {
    /// What a label of a catalogue is in this language.
    pub fn label(&self, english: &'static str) -> &'static str {
        self.labels.iter().find(|(known, _)| *known == english).map_or(english, |(_, said)| said)
    }
}

/// Names the words once, for every language.
macro_rules! words {
    ($($name:ident,)*) => {
        /// Everything the page says.
        pub struct Words {
            $(pub $name: &'static str,)*
            /// The menu of what can be added.
            pub add: add::AddWords,
            /// The captions.
            pub captions: captions::CaptionsWords,
            /// The export dialog and the queue.
            pub export_words: export::ExportWords,
            /// The inspector.
            pub inspector: inspector::InspectorWords,
            /// Labels of the catalogues that are said otherwise than in English.
            pub labels: label::Labels,
            /// What things of the catalogues are called.
            pub catalogue: catalogue::CatalogueWords,
            /// The brand kit and settings.
            pub brand: brand::BrandWords,
            /// The dashboard and the galleries.
            pub library: library::LibraryWords,
            /// Scripts and templates.
            pub write: script::ScriptWords,
            /// Why something cannot be done now.
            pub reason: reason::ReasonWords,
            /// What the timeline, the viewer and the transport say.
            pub timeline: timeline::TimelineWords,
        }
    };
}

words! {
    home, actors, voices, queue, settings, back,
    new_ad, search_projects, your_ads, archived_ads, no_ads, no_ads_hint, nothing_found, clear_search,
    rename, duplicate, archive, unarchive, undo, redo, close, cancel, retry, copy_of,
    script, script_hint, script_placeholder, name, untitled, seconds, total, cast, voice, format,
    any_voice, make_draft, making_draft, draft_again,
    play, pause,
    export, export_ad, choose_formats, start_export, done, failed, waiting, cancelled, running, show_in_folder,
    no_tasks, no_tasks_hint, left, saved, saving, not_saved,
    search_actors, actors_found, no_actors, clear_filters, gender, age, setting, language, use_in_ad,
    search_voices, fetch,
    theme, dark, light, system, page_language, nothing_selected, length, begins, words_shown,
    apply, palette_hint, shortcuts, no_command, import_media, media, media_hint,
    library_failed, worker_note, selected, of,
}
