//! Words about scripts and templates.

area! {
    /// Words about scripts and templates.
    ScriptWords {
        purpose: "Purpose", "Zweck";
        any_purpose: "Any purpose", "Jeder Zweck";
        length: "Length", "Länge";
        any_length: "Any length", "Jede Länge";
        industry: "Industry", "Branche";
        templates: "Templates", "Vorlagen";
        templates_hint: "Ready-made scripts by purpose and length, filled for your industry.", "Fertige Texte nach Zweck und Länge, für Ihre Branche ausgefüllt.";
        own_templates: "Your templates", "Eigene Vorlagen";
        no_own: "Keep a script as a template and it is here in every ad.", "Behalten Sie einen Text als Vorlage, dann ist er hier in jedem Spot.";
        use_template: "Use this script", "Diesen Text nehmen";
        keep_template: "Keep as template", "Als Vorlage behalten";
        template_name: "Name of the template", "Name der Vorlage";
        template_kept: "Kept as a template", "Als Vorlage behalten";
        delete_template: "Delete template", "Vorlage löschen";
        search_templates: "Search templates", "Vorlagen suchen";
        none_fit: "No template fits that. Choose another purpose or length.", "Keine Vorlage passt dazu. Wählen Sie einen anderen Zweck oder eine andere Länge.";
        import: "Open a file", "Datei öffnen";
        import_hint: "Text, Markdown, Word, subtitles or Fountain", "Text, Markdown, Word, Untertitel oder Fountain";
        versions: "Versions", "Fassungen";
        version: "Version", "Fassung";
        no_versions: "Every draft keeps the script it was made from. There is none yet.", "Jeder Entwurf behält den Text, aus dem er gemacht wurde. Noch gibt es keinen.";
        compare: "Compared with", "Verglichen mit";
        restore: "Restore", "Wiederherstellen";
        same: "Nothing differs.", "Kein Unterschied.";
        keep_version: "Keep a version now", "Jetzt eine Fassung behalten";
        characters: "characters", "Zeichen";
        lines: "lines", "Zeilen";
        hook: "Hook", "Aufhänger";
        body: "Body", "Hauptteil";
        call_to_action: "Call to action", "Aufforderung";
        placement: "Fits in", "Passt in";
        no_placement: "No limit", "Keine Grenze";
        too_long: "too long by", "zu lang um";
        too_short: "too short by", "zu kurz um";
        within: "fits", "passt";
        advised: "advised", "empfohlen";
        measured: "as this voice says it", "wie diese Stimme es sagt";
        estimated: "about", "etwa";
        step_purpose: "1. Purpose", "1. Zweck";
        step_script: "2. Script", "2. Text";
        step_cast: "3. Cast", "3. Besetzung";
        step_format: "4. Format", "4. Format";
        next: "Next", "Weiter";
        previous: "Back", "Zurück";
        needs_script: "Write a script first", "Schreiben Sie zuerst einen Text";
        is_working: "One moment: it is being made", "Einen Moment: es wird gemacht";
        music: "Music", "Musik";
        no_music: "No music", "Keine Musik";
        any_music: "A bed that fits", "Eine passende Musik";
        caption_style: "Captions", "Untertitel";
        no_captions: "No captions", "Keine Untertitel";
        any_style: "As usual", "Wie üblich";
        pace: "Pace", "Tempo";
        pitch: "Pitch", "Tonhöhe";
        volume: "Volume", "Lautstärke";
        drafts_each: "One ad is made for each actor.", "Für jeden Darsteller entsteht ein Spot.";
        last_used: "As in your last ad.", "Wie in Ihrem letzten Spot.";
        start_over: "Start from the defaults", "Von vorn beginnen";
        suggested: "Suggested settings", "Vorgeschlagene Einstellungen";
    }
}
