//! What things of the catalogues are called: purposes of ads, industries, moods of music.

use types::bed::Mood;
use types::template::UseCase;

area! {
    /// What things of the catalogues are called.
    CatalogueWords {
        awareness: "Awareness", "Bekanntheit";
        launch: "Launch", "Einführung";
        testimonial: "Testimonial", "Erfahrungsbericht";
        explainer: "Explainer", "Erklärung";
        offer: "Offer", "Angebot";
        retargeting: "Retargeting", "Wiedergewinnung";
        app_install: "App install", "App-Installation";
        lead_generation: "Lead generation", "Kontakte gewinnen";
        local_business: "Local business", "Geschäft am Ort";
        recruiting: "Recruiting", "Personalsuche";
        skin_care: "Skin care", "Hautpflege";
        fitness: "Fitness", "Sport";
        coffee: "Coffee", "Kaffee";
        fashion: "Fashion", "Mode";
        home_cleaning: "Home cleaning", "Haushaltsreinigung";
        pet_food: "Pet food", "Tierfutter";
        language_app: "Language app", "Sprachlern-App";
        budgeting_app: "Budgeting app", "Haushaltsbuch-App";
        meal_kit: "Meal kit", "Kochbox";
        dental_clinic: "Dental clinic", "Zahnarztpraxis";
        real_estate: "Real estate", "Immobilien";
        travel: "Travel", "Reisen";
        team_software: "Team software", "Team-Software";
        online_course: "Online course", "Online-Kurs";
        garden: "Garden", "Garten";
        upbeat: "Upbeat", "Fröhlich";
        confident: "Confident", "Selbstsicher";
        relaxed: "Relaxed", "Entspannt";
        dramatic: "Dramatic", "Dramatisch";
        warm: "Warm", "Warmherzig";
        dark: "Dark", "Düster";
        energetic: "Energetic", "Energisch";
        calm: "Calm", "Ruhig";
        groovy: "Groovy", "Groovig";
        summery: "Summery", "Sommerlich";
        inspiring: "Inspiring", "Anregend";
        focused: "Focused", "Konzentriert";
        playful: "Playful", "Verspielt";
        nostalgic: "Nostalgic", "Nostalgisch";
    }
}

impl CatalogueWords {
    /// What the purpose of an ad is called.
    pub fn use_case(&self, use_case: UseCase) -> &'static str {
        match use_case {
            UseCase::Awareness => self.awareness,
            UseCase::Launch => self.launch,
            UseCase::Testimonial => self.testimonial,
            UseCase::Explainer => self.explainer,
            UseCase::Offer => self.offer,
            UseCase::Retargeting => self.retargeting,
            UseCase::AppInstall => self.app_install,
            UseCase::LeadGeneration => self.lead_generation,
            UseCase::LocalBusiness => self.local_business,
            UseCase::Recruiting => self.recruiting,
        }
    }

    /// What an industry is called; by the name it has itself where this version does not know it.
    pub fn industry(&self, industry: &types::template::Industry) -> &'static str {
        match industry.id {
            "skin-care" => self.skin_care,
            "fitness" => self.fitness,
            "coffee" => self.coffee,
            "fashion" => self.fashion,
            "home-cleaning" => self.home_cleaning,
            "pet-food" => self.pet_food,
            "language-app" => self.language_app,
            "budgeting-app" => self.budgeting_app,
            "meal-kit" => self.meal_kit,
            "dental-clinic" => self.dental_clinic,
            "real-estate" => self.real_estate,
            "travel" => self.travel,
            "team-software" => self.team_software,
            "online-course" => self.online_course,
            "garden" => self.garden,
            _ => industry.name,
        }
    }

    /// How music feels.
    pub fn mood(&self, mood: Mood) -> &'static str {
        match mood {
            Mood::Upbeat => self.upbeat,
            Mood::Confident => self.confident,
            Mood::Relaxed => self.relaxed,
            Mood::Dramatic => self.dramatic,
            Mood::Warm => self.warm,
            Mood::Dark => self.dark,
            Mood::Energetic => self.energetic,
            Mood::Calm => self.calm,
            Mood::Groovy => self.groovy,
            Mood::Summery => self.summery,
            Mood::Inspiring => self.inspiring,
            Mood::Focused => self.focused,
            Mood::Playful => self.playful,
            Mood::Nostalgic => self.nostalgic,
        }
    }
}
