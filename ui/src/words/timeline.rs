//! What the timeline, the viewer and the transport say.

/// Writes the words of both languages beside each other.
macro_rules! timeline_words {
    ($($word:ident: $english:literal, $german:literal;)*) => {
        /// What the timeline, the viewer and the transport say.
        pub struct TimelineWords { $(pub $word: &'static str,)* }

        impl TimelineWords {
            /// English.
            pub const ENGLISH: Self = Self { $($word: $english,)* };
            /// German.
            pub const GERMAN: Self = Self { $($word: $german,)* };
        }
    };
}

timeline_words! {
    timeline: "Timeline", "Zeitleiste";
    tools: "Tools", "Werkzeuge";
    split: "Split at playhead", "Am Abspielkopf teilen";
    split_all: "Split all tracks at playhead", "Alle Spuren am Abspielkopf teilen";
    trim_start: "Trim start to playhead", "Anfang bis zum Abspielkopf kürzen";
    trim_end: "Trim end to playhead", "Ende bis zum Abspielkopf kürzen";
    lift: "Delete", "Löschen";
    ripple_delete: "Delete and close gap", "Löschen und Lücke schließen";
    duplicate: "Duplicate", "Duplizieren";
    copy: "Copy", "Kopieren";
    cut: "Cut", "Ausschneiden";
    paste: "Paste at playhead", "Am Abspielkopf einfügen";
    select_all: "Select all clips", "Alle Clips auswählen";
    select_none: "Select nothing", "Auswahl aufheben";
    toggle_link: "Link or unlink", "Verbinden oder trennen";
    group: "Group", "Gruppieren";
    ungroup: "Ungroup", "Gruppe auflösen";
    nudge_back: "Nudge a frame back", "Ein Bild nach links schieben";
    nudge_forward: "Nudge a frame forward", "Ein Bild nach rechts schieben";
    clip_before: "Go to the clip before", "Zum Clip davor";
    clip_after: "Go to the clip after", "Zum Clip danach";
    clip_above: "Go to the track above", "Zur Spur darüber";
    clip_below: "Go to the track below", "Zur Spur darunter";
    add_transition: "Add transition", "Übergang hinzufügen";
    cross_fade: "Transition: cross-fade", "Übergang: Überblendung";
    dip_to_black: "Transition: dip to black", "Übergang: über Schwarz";
    dip_to_white: "Transition: dip to white", "Übergang: über Weiß";
    wipe: "Transition: wipe", "Übergang: Wischen";
    push: "Transition: push", "Übergang: Schieben";
    zoom: "Transition: zoom", "Übergang: Zoom";
    remove_transition: "Remove transition", "Übergang entfernen";
    transition: "Transition", "Übergang";
    insert: "Insert at playhead", "Am Abspielkopf einsetzen";
    overwrite: "Overwrite at playhead", "Am Abspielkopf überschreiben";
    play: "Play or pause", "Abspielen oder anhalten";
    step_back: "One frame back", "Ein Bild zurück";
    step_forward: "One frame forward", "Ein Bild vor";
    second_back: "One second back", "Eine Sekunde zurück";
    second_forward: "One second forward", "Eine Sekunde vor";
    to_start: "Go to start", "Zum Anfang";
    to_end: "Go to end", "Zum Ende";
    previous_edit: "Previous edit", "Voriger Schnitt";
    next_edit: "Next edit", "Nächster Schnitt";
    shuttle_back: "Play backwards, faster each time", "Rückwärts, jedes Mal schneller";
    shuttle_stop: "Stop", "Anhalten";
    shuttle_forward: "Play forwards, faster each time", "Vorwärts, jedes Mal schneller";
    looping: "Loop", "Schleife";
    mark_in: "Mark in", "Anfang markieren";
    mark_out: "Mark out", "Ende markieren";
    clear_marks: "Clear in and out", "Anfang und Ende aufheben";
    add_marker: "Add marker", "Marke setzen";
    marker: "Marker", "Marke";
    rename_marker: "Rename marker", "Marke umbenennen";
    remove_marker: "Delete marker", "Marke löschen";
    previous_marker: "Previous marker", "Vorige Marke";
    next_marker: "Next marker", "Nächste Marke";
    tool_select: "Select", "Auswählen";
    tool_blade: "Blade", "Klinge";
    tool_ripple: "Ripple trim", "Kürzen mit Nachrücken";
    tool_roll: "Roll", "Schnitt verschieben";
    tool_slip: "Slip", "Inhalt verschieben";
    tool_slide: "Slide", "Zwischen Nachbarn schieben";
    snap: "Snapping", "Einrasten";
    zoom_in: "Zoom in", "Vergrößern";
    zoom_out: "Zoom out", "Verkleinern";
    zoom_fit: "Fit the whole ad", "Ganze Anzeige zeigen";
    zoom_level: "Zoom", "Vergrößerung";
    list: "Timeline as a list", "Zeitleiste als Liste";
    viewer: "Viewer", "Vorschau";
    viewer_fit: "Viewer: fit", "Vorschau: einpassen";
    viewer_half: "Viewer: 50 %", "Vorschau: 50 %";
    viewer_whole: "Viewer: 100 %", "Vorschau: 100 %";
    fit: "Fit", "Passend";
    full_screen: "Full screen", "Vollbild";
    shape: "Format", "Format";
    safe_zone: "Safe zone", "Sicherer Bereich";
    no_zone: "No safe zone", "Kein sicherer Bereich";
    official: "the platform's own page", "Seite der Plattform selbst";
    a_copy: "a copy of the platform's page", "Kopie der Seite der Plattform";
    third: "somebody else's page", "fremde Seite";
    conflict: "sources disagree, the stricter value", "Quellen widersprechen sich, der strengere Wert";
    unverified: "not verified, a careful default", "nicht belegt, vorsichtiger Wert";
    zone_upright: "These bands are known for 9:16 only.", "Diese Ränder sind nur für 9:16 bekannt.";
    scale_handle: "Scale the picture", "Bild skalieren";
    move_picture: "Move the picture", "Bild verschieben";
    timecode: "Timecode", "Zeitangabe";
    speed: "Speed", "Tempo";
    track: "Track", "Spur";
    add_track: "Add track", "Spur hinzufügen";
    add_video: "Add track: video", "Spur hinzufügen: Video";
    add_overlay: "Add track: overlay", "Spur hinzufügen: Überlagerung";
    add_captions: "Add track: captions", "Spur hinzufügen: Untertitel";
    add_voice: "Add track: voice", "Spur hinzufügen: Stimme";
    add_music: "Add track: music", "Spur hinzufügen: Musik";
    add_effects: "Add track: effects", "Spur hinzufügen: Effekte";
    rename_track: "Rename track", "Spur umbenennen";
    mute: "Mute", "Stumm";
    solo: "Solo", "Solo";
    lock: "Lock", "Sperren";
    gain: "Gain in dB", "Pegel in dB";
    track_up: "Move track up", "Spur nach oben";
    track_down: "Move track down", "Spur nach unten";
    remove_track: "Remove track", "Spur entfernen";
    commands: "Commands", "Befehle";
    name: "Name", "Name";
    start: "Start", "Anfang";
    length: "Length", "Länge";
    missing: "This file is missing", "Diese Datei fehlt";
    relink: "Relink…", "Neu verknüpfen…";
    differs: "That is another file than the one that was there.", "Das ist eine andere Datei als die bisherige.";
    saved_at: "Saved at", "Gesichert um";
    frames_late: "Smaller preview", "Kleinere Vorschau";
}
