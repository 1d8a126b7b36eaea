//! Words of the inspector and of the fields in it.

use types::text::preset::CaptionPreset;

area! {
    /// Words of the inspector and of the fields in it.
    InspectorWords {
        inspector: "Inspector", "Eigenschaften";
        shared_hint: "Changes are made to all of them.", "Änderungen gelten für alle.";
        drag: "Drag to change, Shift faster, Alt finer, Esc takes back", "Ziehen zum Ändern, Umschalt schneller, Alt feiner, Esc verwirft";
        takes: "Takes", "Möglich:";
        reset: "Reset", "Zurücksetzen";
        name: "Name", "Name";
        name_by_source: "By its source", "Nach der Quelle";
        place: "Position and size", "Lage und Größe";
        x: "Across", "Waagrecht";
        y: "Down", "Senkrecht";
        scale: "Size", "Größe";
        rotation: "Turn", "Drehung";
        opacity: "Opacity", "Deckkraft";
        gain: "Gain", "Pegel";
        keyframes: "Keyframes", "Schlüsselbilder";
        add_key: "Add keyframe at the playhead", "Schlüsselbild am Abspielkopf setzen";
        remove_key: "Remove keyframe at the playhead", "Schlüsselbild am Abspielkopf entfernen";
        previous_key: "Previous keyframe", "Voriges Schlüsselbild";
        next_key: "Next keyframe", "Nächstes Schlüsselbild";
        curve: "Curve", "Verlauf";
        no_key: "no keyframe there", "dort ist kein Keyframe";
        linear: "Linear", "Gleichmäßig";
        hold: "Hold", "Halten";
        ease: "Ease", "Weich";
        fit: "Fit", "Einpassen";
        fill: "Fill", "Füllen";
        blur: "Whole, over a blur", "Ganz, über Unschärfe";
        within: "Whole, over a colour", "Ganz, über Farbe";
        stretch: "Stretch", "Dehnen";
        around: "Colour around", "Farbe ringsum";
        blend: "Blend", "Mischen";
        normal: "Normal", "Normal";
        add: "Add", "Addieren";
        multiply: "Multiply", "Multiplizieren";
        screen: "Screen", "Negativ multiplizieren";
        overlay: "Overlay", "Ineinanderkopieren";
        darken: "Darken", "Abdunkeln";
        lighten: "Lighten", "Aufhellen";
        crop: "Crop", "Zuschnitt";
        left: "Left", "Links";
        right: "Right", "Rechts";
        top: "Top", "Oben";
        bottom: "Bottom", "Unten";
        up: "Up", "Hinauf";
        down_way: "Down", "Hinab";
        adjust: "Adjust", "Anpassen";
        exposure: "Exposure", "Belichtung";
        contrast: "Contrast", "Kontrast";
        saturation: "Saturation", "Sättigung";
        temperature: "Temperature", "Farbtemperatur";
        speed: "Speed", "Tempo";
        all_tracks_follow: "All tracks follow", "Alle Spuren folgen";
        fades: "Fades", "Blenden";
        fade_in: "Fade in", "Einblenden";
        fade_out: "Fade out", "Ausblenden";
        transition: "Transition", "Übergang";
        transition_length: "Length", "Länge";
        no_transition: "None", "Keiner";
        cross_fade: "Cross-fade", "Überblenden";
        dip: "Dip to a colour", "Über eine Farbe";
        wipe: "Wipe", "Wischen";
        push: "Push", "Schieben";
        zoom: "Zoom", "Zoom";
        title: "Title", "Titel";
        title_preset: "Title style", "Titelstil";
        hook: "Hook", "Aufhänger";
        hook_label: "Hook on labels", "Aufhänger auf Schildern";
        headline: "Headline", "Schlagzeile";
        call_to_action: "Call to action", "Handlungsaufruf";
        lower_third: "Lower third", "Bauchbinde";
        elegant: "Elegant", "Elegant";
        number: "Number", "Zahl";
        across: "Across", "Waagrecht";
        down: "Down", "Senkrecht";
        widest: "Widest line", "Breiteste Zeile";
        inside: "Placed in", "Gesetzt in";
        safe_area: "Safe area", "Sicherer Bereich";
        whole_picture: "Whole picture", "Ganzes Bild";
        animate: "Animate", "Bewegung";
        animation_in: "In", "Hinein";
        animation_out: "Out", "Hinaus";
        frames: "frames", "Bilder";
        still: "None", "Keine";
        fade: "Fade", "Blende";
        slide_up: "Slide up", "Heraufgleiten";
        pop: "Pop", "Aufspringen";
        typewriter: "Typewriter", "Schreibmaschine";
        word_by_word: "Word by word", "Wort für Wort";
        letters: "Letters", "Schrift";
        outline_and_box: "Outline and box", "Umriss und Kasten";
        family: "Font", "Schriftart";
        weight: "Weight", "Stärke";
        size: "Text size", "Schriftgröße";
        color: "Colour", "Farbe";
        cover: "Covers", "Deckt";
        case: "Case", "Großschreibung";
        as_typed: "As typed", "Wie getippt";
        upper: "CAPITALS", "GROSS";
        lower: "small", "klein";
        align: "Align", "Ausrichten";
        at_start: "Start", "Anfang";
        centered: "Centre", "Mitte";
        at_end: "End", "Ende";
        line_spacing: "Line spacing", "Zeilenabstand";
        letter_spacing: "Letter spacing", "Buchstabenabstand";
        word_spacing: "Word spacing", "Wortabstand";
        outline: "Outline", "Umriss";
        width: "Width", "Breite";
        text_box: "Box", "Kasten";
        box_shape: "Box around", "Kasten um";
        block: "All lines", "Alle Zeilen";
        lines: "Each line", "Jede Zeile";
        padding_x: "Space beside", "Rand seitlich";
        padding_y: "Space above", "Rand oben";
        radius: "Corners", "Ecken";
        caption_style: "Caption style", "Untertitelstil";
        highlight: "Highlight", "Hervorhebung";
        caption_position: "Height in the safe area", "Höhe im sicheren Bereich";
        actor: "Actor", "Darsteller";
        framing: "Framing", "Bildausschnitt";
        wide: "Wide", "Weit";
        close: "Close", "Nah";
        music: "Music", "Musik";
        bed: "Music bed", "Musikbett";
        variation: "Variation", "Variante";
        picture: "Picture", "Bild";
        shape: "Shape", "Format";
        background: "Background", "Hintergrund";
        frame_rate: "Frame rate", "Bildrate";
        rate_is_fixed: "It can only change while no pictures are on the tracks.", "Sie lässt sich nur ändern, solange keine Bilder auf den Spuren liegen.";
        sound: "Sound", "Ton";
        target: "Loudness", "Lautheit";
        peak: "Highest peak", "Höchste Spitze";
        runs_on: "Runs on", "Läuft auf";
        placement: "Placement", "Platzierung";
        any_placement: "Anywhere", "Überall";
        placement_hint: "Titles and captions keep clear of what it draws over the picture.", "Titel und Untertitel meiden, was sie über das Bild legt.";
        bold: "Bold", "Kräftig";
        spotlight: "Spotlight", "Scheinwerfer";
        punch: "Punch", "Wucht";
        impact: "Impact", "Schlag";
        karaoke: "Karaoke", "Karaoke";
        label: "Label", "Schild";
        subtitle: "Subtitle", "Untertitel";
        minimal: "Minimal", "Schlicht";
        neon: "Neon", "Neon";
        candy: "Candy", "Bonbon";
        story: "Story", "Story";
    }
}

impl InspectorWords {
    /// The ways to mix, in their order.
    pub fn blends(&self) -> [&'static str; 7] {
        [self.normal, self.add, self.multiply, self.screen, self.overlay, self.darken, self.lighten]
    }

    /// The titles that come with the product, in their order.
    pub fn titles(&self) -> [&'static str; 7] {
        [
            self.hook,
            self.hook_label,
            self.headline,
            self.call_to_action,
            self.lower_third,
            self.elegant,
            self.number,
        ]
    }

    /// No way in or out, then all there are.
    pub fn animations(&self) -> [&'static str; 6] {
        [self.still, self.fade, self.slide_up, self.pop, self.typewriter, self.word_by_word]
    }

    /// No transition, then all there are.
    pub fn transitions(&self) -> [String; 12] {
        let to = |kind: &str, way: &str| format!("{kind}: {way}");
        [
            self.no_transition.to_owned(),
            self.cross_fade.to_owned(),
            self.dip.to_owned(),
            to(self.wipe, self.left),
            to(self.wipe, self.right),
            to(self.wipe, self.up),
            to(self.wipe, self.down_way),
            to(self.push, self.left),
            to(self.push, self.right),
            to(self.push, self.up),
            to(self.push, self.down_way),
            self.zoom.to_owned(),
        ]
    }

    /// What a caption style is called.
    pub fn caption_name(&self, preset: CaptionPreset) -> &'static str {
        match preset {
            CaptionPreset::Bold => self.bold,
            CaptionPreset::Spotlight => self.spotlight,
            CaptionPreset::Punch => self.punch,
            CaptionPreset::Impact => self.impact,
            CaptionPreset::Karaoke => self.karaoke,
            CaptionPreset::Label => self.label,
            CaptionPreset::Subtitle => self.subtitle,
            CaptionPreset::Minimal => self.minimal,
            CaptionPreset::Neon => self.neon,
            CaptionPreset::Elegant => self.elegant,
            CaptionPreset::Candy => self.candy,
            CaptionPreset::Story => self.story,
        }
    }
}
