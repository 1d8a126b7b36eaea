//! Who is cast when nobody says.

use studio::draft::cast::default_actor;
use types::actor::{Environment, Gender};
use types::voice::VoiceGender;

#[test]
fn the_default_actor_fits_the_voice_and_speaks_the_language() {
    for language in ["en", "de", "ar", "zh", "hi"] {
        for (voice, gender) in [(VoiceGender::Male, Gender::Man), (VoiceGender::Female, Gender::Woman)] {
            let actor = default_actor(language, voice).expect("the catalogue has actors");
            assert_eq!(actor.gender, gender, "{language}: {}", actor.name);
            assert!(actor.languages.iter().any(|spoken| spoken == language), "{language}: {}", actor.name);
        }
    }
}

#[test]
fn the_default_actor_is_at_home_where_somebody_is() {
    let actor = default_actor("en", VoiceGender::Male).expect("the catalogue has actors");
    assert_eq!(actor.environment, Environment::Home);
}

#[test]
fn a_language_that_no_actor_speaks_still_has_one() {
    assert!(default_actor("tlh", VoiceGender::Neutral).is_some());
}
