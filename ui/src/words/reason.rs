//! Words that say why something cannot be done now, that it takes a while, or what has no name.

area! {
    /// Words that say why something cannot be done now, that it takes a while, or what has no name.
    ReasonWords {
        nothing_to_undo: "nothing to take back", "nichts zurückzunehmen";
        nothing_to_redo: "nothing was taken back", "nichts wurde zurückgenommen";
        no_clip_at_playhead: "no clip at the playhead", "kein Clip am Abspielkopf";
        no_marker: "no marker there", "keine Marke dort";
        is_list: "a list has no zoom", "eine Liste hat keinen Zoom";
        so_already: "it is so already", "es ist schon so";
        no_cut: "no cut there without it", "kein Schnitt dort ohne ihn";
        no_neighbour: "no clip there, or no room", "kein Clip dort, oder kein Platz";
        nothing_copied: "nothing was copied", "nichts wurde kopiert";
        no_file_chosen: "no file is chosen in the list", "keine Datei in der Liste gewählt";
        empty_ad: "the ad is still empty", "der Spot ist noch leer";
        empty_script: "Write a script first", "Zuerst ein Skript schreiben";
        nothing_changed: "Nothing has changed", "Nichts hat sich geändert";
        opening: "Opening the ad…", "Der Spot wird geöffnet …";
        image: "Image", "Bild";
        color: "Colour", "Farbe";
    }
}
