//! Words of the captions panel.

area! {
    /// Words of the captions panel.
    CaptionsWords {
        captions: "Captions", "Untertitel";
        none: "No captions yet. Make a draft, or import a file.", "Noch keine Untertitel. Entwurf machen oder eine Datei importieren.";
        hint: "Enter splits at the cursor, Backspace at the start merges with the one before.", "Eingabe teilt an der Schreibmarke, Rücktaste am Anfang verbindet mit dem davor.";
        no_placement: "No placement is chosen: captions keep to a careful safe area. Choose one with nothing selected.", "Keine Platzierung gewählt: Untertitel halten sich an einen vorsichtigen sicheren Bereich. Ohne Auswahl lässt sich eine wählen.";
        style: "Style", "Stil";
        all: "All captions", "Alle Untertitel";
        selected_only: "Selected", "Ausgewählte";
        go_there: "Go there", "Dorthin";
        text: "Text of the caption", "Text des Untertitels";
        keys: "Enter: split · Backspace at the start: merge · Esc: take back", "Eingabe: teilen · Rücktaste am Anfang: verbinden · Esc: verwerfen";
        fast: "Hard to read in the time: more than 20 characters a second", "Kaum zu lesen: mehr als 20 Zeichen in der Sekunde";
        short: "A card is seen for less than 0.6 s", "Eine Karte ist weniger als 0,6 s zu sehen";
        full: "Too much on a card: it is drawn smaller to stay in the safe area", "Zu viel auf einer Karte: sie wird kleiner, um im sicheren Bereich zu bleiben";
        files: "Caption files", "Untertiteldateien";
        import: "Import…", "Importieren…";
        import_hint: "Replace all captions by those of an SRT or WebVTT file", "Alle Untertitel durch die einer SRT- oder WebVTT-Datei ersetzen";
        export_hint: "Save all captions as a file", "Alle Untertitel als Datei sichern";
    }
}
