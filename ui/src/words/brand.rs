//! Words of the brand kit and the settings.

area! {
    /// Words of the brand kit and the settings.
    BrandWords {
        title: "Brand", "Marke";
        kit: "Brand kit", "Markenpaket";
        hint: "Logo, colours, fonts and end card. Put them on an ad in one action.", "Logo, Farben, Schriften und Schlusskarte. In einem Schritt auf jeden Spot.";
        name: "Brand name", "Name der Marke";
        logo: "Logo", "Logo";
        choose_logo: "Choose a picture", "Bild wählen";
        remove_logo: "Remove logo", "Logo entfernen";
        no_logo: "No logo yet", "Noch kein Logo";
        corner: "Corner while the ad runs", "Ecke, während der Spot läuft";
        end_only: "On the end card only", "Nur auf der Schlusskarte";
        top_left: "Top left", "Oben links";
        top_right: "Top right", "Oben rechts";
        bottom_left: "Bottom left", "Unten links";
        bottom_right: "Bottom right", "Unten rechts";
        colors: "Colours", "Farben";
        primary: "Primary", "Hauptfarbe";
        on_primary: "Letters on it", "Schrift darauf";
        background: "End card", "Schlusskarte";
        text: "Letters", "Schrift";
        fonts: "Fonts", "Schriften";
        title_font: "Titles", "Titel";
        caption_font: "Captions", "Untertitel";
        as_it_is: "As each style has it", "Wie der Stil sie hat";
        end_card: "End card", "Schlusskarte";
        call_to_action: "Call to action", "Aufforderung";
        address: "Address or handle", "Adresse oder Kürzel";
        apply: "Put the brand on this ad", "Marke auf diesen Spot";
        applied: "The brand is on the ad", "Die Marke ist auf dem Spot";
        preview: "How it looks", "So sieht es aus";
        sample_title: "Still throwing cups away?", "Noch immer Wegwerfbecher?";
        sample_caption: "Meet the cup that folds", "Der Becher, der sich faltet";
        low_contrast: "These two colours are hard to tell apart.", "Diese zwei Farben sind schwer zu unterscheiden.";
        mode: "How much is shown", "Wie viel zu sehen ist";
        beginner: "Beginner", "Einsteiger";
        beginner_hint: "One thing to do at a time.", "Eins nach dem anderen.";
        advanced: "Advanced", "Fortgeschritten";
        advanced_hint: "Every control.", "Alle Regler.";
        expert: "Expert", "Profi";
        expert_hint: "Every control, with ids and commands for the terminal.", "Alle Regler, dazu Kennungen und Befehle für die Konsole.";
        exports_folder: "Folder for exports", "Ordner für Exporte";
        usual_folder: "Your folder for videos", "Ihr Ordner für Videos";
        choose_folder: "Choose folder", "Ordner wählen";
        usual: "Use the usual one", "Den üblichen nehmen";
        graphics: "Graphics", "Grafik";
        graphics_auto: "Automatic", "Automatisch";
        graphics_hardware: "Hardware", "Hardware";
        graphics_safe: "Safe", "Sicher";
        graphics_hint: "Choose Safe if the window stays blank. It counts from the next start.", "Wählen Sie Sicher, wenn das Fenster leer bleibt. Gilt ab dem nächsten Start.";
        on: "On", "An";
        off: "Off", "Aus";
        closing: "Exports are still running", "Es wird noch exportiert";
        closing_hint: "Close now and they begin again the next time Greenroom is opened.", "Wenn Sie jetzt schließen, beginnen sie beim nächsten Start von vorn.";
        close_now: "Close now", "Jetzt schließen";
        stay: "Keep it open", "Offen lassen";
        terminal: "In the terminal", "In der Konsole";
        data_folder: "Data folder", "Datenordner";
    }
}
