//! Words of the dashboard and the galleries.

area! {
    /// Words of the dashboard and the galleries.
    LibraryWords {
        sort: "Sort", "Sortieren";
        by_changed: "Last changed", "Zuletzt geändert";
        by_created: "Newest", "Neueste";
        by_name: "Name", "Name";
        status: "Status", "Stand";
        all: "All", "Alle";
        draft: "Draft", "Entwurf";
        finished: "Final", "Fertig";
        delete: "Delete", "Löschen";
        was_deleted: "was deleted", "wurde gelöscht";
        was_archived: "was archived", "wurde archiviert";
        open: "Open", "Öffnen";
        favourites: "Favourites", "Favoriten";
        favourite: "Favourite", "Favorit";
        profession: "Profession", "Beruf";
        ethnicity: "Ethnicity", "Herkunft";
        style: "Style", "Stil";
        environment: "Surroundings", "Umgebung";
        suits: "Suits", "Passt zu";
        languages: "Speaks", "Spricht";
        select: "Select", "Auswählen";
        selected_actors: "actors selected", "Darsteller ausgewählt";
        use_selected: "Use in new ads", "In neuen Spots nehmen";
        clear_selection: "Clear selection", "Auswahl aufheben";
        hear_line: "Hear my line", "Meine Zeile hören";
        line_to_hear: "A line to hear", "Eine Zeile zum Hören";
        sample_line: "This is how I sound when I say your line.", "So klinge ich, wenn ich Ihre Zeile sage.";
        about: "About this actor", "Über diese Person";
        installed: "Ready to speak", "Sprechbereit";
        any_language: "Any language", "Jede Sprache";
        any_gender: "Any", "Alle";
        female: "Female", "Weiblich";
        male: "Male", "Männlich";
        neutral: "Neutral", "Neutral";
        young: "Young", "Jung";
        middle: "Middle-aged", "Mittleren Alters";
        old: "Old", "Alt";
        accent: "Accent", "Akzent";
        voice_with: "Voice for the line", "Stimme für die Zeile";
        no_voice: "No voice that speaks this language is ready.", "Keine Stimme für diese Sprache ist bereit.";
        speaking: "Speaking…", "Spricht …";
        used_first: "What you used before comes first", "Was Sie schon genommen haben, steht vorn";
        select_all: "Select all shown", "Alle gezeigten wählen";
        fetching: "Being fetched", "Wird geholt";
    }
}
