//! Words that say why something cannot be done now, that it takes a while, or what has no name.

/// Words that say why something cannot be done now, that it takes a while, or what has no name.
pub struct ReasonWords {
    /// Nothing can be taken back.
    pub nothing_to_undo: &'static str,
    /// Nothing was taken back.
    pub nothing_to_redo: &'static str,
    /// The playhead stands in no clip.
    pub no_clip_at_playhead: &'static str,
    /// There is no marker there.
    pub no_marker: &'static str,
    /// Clips are shown as a list.
    pub is_list: &'static str,
    /// It is as wanted.
    pub so_already: &'static str,
    /// No two clips touch there, or they have that transition.
    pub no_cut: &'static str,
    /// No clip lies there.
    pub no_neighbour: &'static str,
    /// Nothing was copied.
    pub nothing_copied: &'static str,
    /// No file is chosen in the list of files.
    pub no_file_chosen: &'static str,
    /// The ad has no clip.
    pub empty_ad: &'static str,
    /// The script has no line.
    pub empty_script: &'static str,
    /// What is in a field is what it was.
    pub nothing_changed: &'static str,
    /// A project is on its way from the library.
    pub opening: &'static str,
    /// A clip without a name that shows a still picture.
    pub image: &'static str,
    /// A clip without a name that is all of one colour.
    pub color: &'static str,
}

impl ReasonWords {
    /// In English.
    pub const ENGLISH: Self = Self {
        nothing_to_undo: "nothing to take back",
        nothing_to_redo: "nothing was taken back",
        no_clip_at_playhead: "no clip at the playhead",
        no_marker: "no marker there",
        is_list: "a list has no zoom",
        so_already: "it is so already",
        no_cut: "no cut there without it",
        no_neighbour: "no clip there, or no room",
        nothing_copied: "nothing was copied",
        no_file_chosen: "no file is chosen in the list",
        empty_ad: "the ad is still empty",
        empty_script: "Write a script first",
        nothing_changed: "Nothing has changed",
        opening: "Opening the ad…",
        image: "Image",
        color: "Colour",
    };
    /// In German.
    pub const GERMAN: Self = Self {
        nothing_to_undo: "nichts zurückzunehmen",
        nothing_to_redo: "nichts wurde zurückgenommen",
        no_clip_at_playhead: "kein Clip am Abspielkopf",
        no_marker: "keine Marke dort",
        is_list: "eine Liste hat keinen Zoom",
        so_already: "es ist schon so",
        no_cut: "kein Schnitt dort ohne ihn",
        no_neighbour: "kein Clip dort, oder kein Platz",
        nothing_copied: "nichts wurde kopiert",
        no_file_chosen: "keine Datei in der Liste gewählt",
        empty_ad: "der Spot ist noch leer",
        empty_script: "Zuerst ein Skript schreiben",
        nothing_changed: "Nichts hat sich geändert",
        opening: "Der Spot wird geöffnet …",
        image: "Bild",
        color: "Farbe",
    };
}
