//! Words of the export dialog and the queue.

area! {
    /// Words of the export dialog and the queue.
    ExportWords {
        quick: "One file for each shape", "Je eine Datei für jedes Format";
        targets: "Files", "Dateien";
        add_target: "Add file", "Datei hinzufügen";
        remove_target: "Remove", "Entfernen";
        preset_for_all: "Quality, for all files", "Qualität, für alle Dateien";
        shape: "Shape", "Format";
        preset: "Quality", "Qualität";
        placement: "Placement", "Platzierung";
        no_placement: "Anywhere", "Überall";
        placements: "By placement", "Nach Platzierung";
        placements_hint: "Adds a file in the shape that the platform recommends.", "Fügt eine Datei in dem Format hinzu, das die Plattform empfiehlt.";
        own_shape: "as the ad", "wie die Anzeige";
        checking: "Checking…", "Wird geprüft…";
        unchecked: "The files could not be checked before export", "Die Dateien konnten vor dem Export nicht geprüft werden";
        go_on: "You can export all the same.", "Exportieren geht trotzdem.";
        check_again: "Check again", "Erneut prüfen";
        all_together: "All together", "Zusammen";
        about: "about", "etwa";
        to_make: "to make", "Dauer";
        no_findings: "Nothing found that would be refused or seen badly.", "Nichts gefunden, was abgelehnt würde oder schlecht aussähe.";
        findings: "What to know before", "Vorher zu wissen";
        stops: "Would be refused", "Würde abgelehnt";
        warns: "Seen or heard badly", "Schlecht zu sehen oder zu hören";
        tells: "Good to know", "Gut zu wissen";
        show_frame: "Close and show the frame", "Schließen und das Bild zeigen";
        disclosure: "Synthetic people in this ad", "Synthetische Menschen in dieser Anzeige";
        law: "In the EU, people must be told that a realistic person in a picture was made by a machine (AI Act, article 50).", "In der EU muss gesagt werden, dass ein echt wirkender Mensch im Bild von einer Maschine stammt (KI-Verordnung, Artikel 50).";
        label: "Label in the picture", "Hinweis im Bild";
        label_hint: "Small words from the first frame to the last, and notes in the file", "Kleine Wörter vom ersten bis zum letzten Bild, dazu Angaben in der Datei";
        notes: "Notes in the file", "Angaben in der Datei";
        notes_hint: "You also set the switch of the platform yourself", "Den Schalter der Plattform stellst du selbst";
        none: "None", "Keiner";
        none_hint: "You answer for it", "Du trägst die Verantwortung";
        folder: "Folder", "Ordner";
        usual_folder: "Your videos folder", "Dein Ordner für Videos";
        choose_folder: "Choose…", "Wählen…";
        usual_again: "Back to the usual one", "Zurück zum üblichen";
        no_targets: "Choose at least one shape or placement.", "Wähle mindestens ein Format oder eine Platzierung.";
        no_disclosure: "Choose above how the ad says that its people are synthetic.", "Wähle oben, wie die Anzeige sagt, dass ihre Menschen synthetisch sind.";
        empty_ad: "The ad is empty: make a draft or add media first.", "Die Anzeige ist leer: zuerst einen Entwurf machen oder Medien hinzufügen.";
        same_twice: "Two files are the same; change or remove one.", "Zwei Dateien sind gleich; ändere oder entferne eine.";
        not_open: "The ad is not open any more. Open it and export again.", "Die Anzeige ist nicht mehr geöffnet. Öffne sie und exportiere erneut.";
        clear_finished: "Clear finished", "Fertige ausblenden";
        totals: "Totals", "Summen";
        to_do: "to do", "offen";
        warnings: "warnings", "Hinweise";
        all_cleared: "Everything finished is hidden", "Alles Fertige ist ausgeblendet";
        show_all: "Show all", "Alle zeigen";
    }
}
