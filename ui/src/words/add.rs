//! Words of the menu of what can be added.

area! {
    /// Words of the menu of what can be added.
    AddWords {
        add: "Add", "Hinzufügen";
        add_hint: "Add something at the playhead", "Etwas am Abspielkopf hinzufügen";
        picture: "Picture", "Bild";
        image: "Image…", "Bilddatei…";
        image_hint: "Choose an image and show it for three seconds", "Ein Bild wählen und drei Sekunden zeigen";
        solid: "Colour", "Farbe";
        new_text: "Your text", "Dein Text";
    }
}
