//! Voices' names and the ranges of their settings.

use types::voice::{VoiceEngine, VoiceId, VoiceSettings, VoiceSettingsError};

#[test]
fn a_voice_id_names_its_engine() {
    let joe = VoiceId("piper:en_US-joe-medium".into());
    assert_eq!(joe.parts(), Some((VoiceEngine::Piper, "en_US-joe-medium")));
    assert_eq!(VoiceId::new(VoiceEngine::Espeak, "de").to_string(), "espeak:de");
}

#[test]
fn a_voice_id_without_a_known_engine_has_no_parts() {
    for id in ["", "joe", "acme:joe", "piper:", ":joe"] {
        assert_eq!(VoiceId(id.into()).parts(), None, "{id:?}");
    }
}

#[test]
fn settings_outside_their_ranges_are_refused() {
    assert_eq!(VoiceSettings::new(0.49, 0.0, 1.0), Err(VoiceSettingsError::Rate));
    assert_eq!(VoiceSettings::new(f32::NAN, 0.0, 1.0), Err(VoiceSettingsError::Rate));
    assert_eq!(VoiceSettings::new(1.0, 12.5, 1.0), Err(VoiceSettingsError::Pitch));
    assert_eq!(VoiceSettings::new(1.0, 0.0, f32::INFINITY), Err(VoiceSettingsError::Volume));
}

#[test]
fn settings_from_text_are_checked_and_may_be_partial() {
    let faster: VoiceSettings = serde_json::from_str(r#"{"rate":1.5}"#).expect("the rest has defaults");
    assert_eq!(faster, VoiceSettings::new(1.5, 0.0, 1.0).expect("inside the ranges"));
    assert!(serde_json::from_str::<VoiceSettings>(r#"{"rate":9}"#).is_err());
    assert!(serde_json::from_str::<VoiceSettings>(r#"{"speed":1}"#).is_err());
}
