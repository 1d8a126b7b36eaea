//! The words users filter actors by.

use serde::{Deserialize, Serialize};

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $id:literal $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $id)] $variant,)*
        }

        impl $name {
            /// Every value there is, in the order users see.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name programs use.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The name people read.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// The value with that name, as programs or people write it, in any case.
            pub fn parse(name: &str) -> Option<Self> {
                let name = name.trim();
                Self::ALL.iter().copied()
                    .find(|value| value.id().eq_ignore_ascii_case(name) || value.label().eq_ignore_ascii_case(name))
            }
        }
    };
}
pub(super) use labels;

labels! {
    /// How an actor presents.
    Gender {
        /// A woman.
        Woman "woman" "Woman",
        /// A man.
        Man "man" "Man",
        /// Neither or both.
        NonBinary "non_binary" "Non-binary",
    }
}

labels! {
    /// Years of age.
    AgeRange {
        /// 18 to 24.
        From18 "18-24" "18 to 24",
        /// 25 to 34.
        From25 "25-34" "25 to 34",
        /// 35 to 44.
        From35 "35-44" "35 to 44",
        /// 45 to 54.
        From45 "45-54" "45 to 54",
        /// 55 to 64.
        From55 "55-64" "55 to 64",
        /// 65 and over.
        From65 "65+" "65 and over",
    }
}

labels! {
    /// Where an actor's family comes from.
    Ethnicity {
        /// African and African diaspora.
        Black "black" "Black",
        /// China, Japan, Korea.
        EastAsian "east_asian" "East Asian",
        /// India, Pakistan, Bangladesh, Sri Lanka.
        SouthAsian "south_asian" "South Asian",
        /// Viet Nam, Indonesia, Thailand, the Philippines.
        SoutheastAsian "southeast_asian" "Southeast Asian",
        /// Europe.
        White "white" "White",
        /// Latin America.
        Latino "latino" "Hispanic or Latino",
        /// Arab countries, Iran, Turkey.
        MiddleEastern "middle_eastern" "Middle Eastern",
        /// First peoples of the Americas.
        Indigenous "indigenous" "Indigenous American",
        /// Polynesia, Micronesia, Māori.
        PacificIslander "pacific_islander" "Pacific Islander",
        /// More than one of these.
        Mixed "mixed" "Mixed heritage",
    }
}

labels! {
    /// What an actor seems to do for a living.
    Profession {
        /// Doctor.
        Doctor "doctor" "Doctor",
        /// Nurse.
        Nurse "nurse" "Nurse",
        /// Teacher.
        Teacher "teacher" "Teacher",
        /// Student.
        Student "student" "Student",
        /// Chef.
        Chef "chef" "Chef",
        /// Barista.
        Barista "barista" "Barista",
        /// Founder of a company.
        Founder "founder" "Founder",
        /// Software developer.
        Developer "developer" "Software developer",
        /// Designer.
        Designer "designer" "Designer",
        /// Marketing manager.
        Marketer "marketer" "Marketing manager",
        /// Financial adviser.
        Adviser "adviser" "Financial adviser",
        /// Lawyer.
        Lawyer "lawyer" "Lawyer",
        /// Estate agent.
        EstateAgent "estate_agent" "Estate agent",
        /// Fitness trainer.
        Trainer "trainer" "Fitness trainer",
        /// Athlete.
        Athlete "athlete" "Athlete",
        /// Builder.
        Builder "builder" "Builder",
        /// Mechanic.
        Mechanic "mechanic" "Mechanic",
        /// Shopkeeper.
        Shopkeeper "shopkeeper" "Shopkeeper",
        /// Hair and beauty artist.
        Stylist "stylist" "Hair and beauty artist",
        /// Photographer.
        Photographer "photographer" "Photographer",
        /// Musician.
        Musician "musician" "Musician",
        /// Content creator.
        Creator "creator" "Content creator",
        /// Parent at home.
        Parent "parent" "Parent at home",
        /// Gardener.
        Gardener "gardener" "Gardener",
        /// Scientist.
        Scientist "scientist" "Scientist",
        /// Retired.
        Retired "retired" "Retired",
    }
}

labels! {
    /// How an actor dresses and comes across.
    Style {
        /// Everyday clothes.
        Casual "casual" "Casual",
        /// Office clothes.
        Business "business" "Business",
        /// Sportswear.
        Sporty "sporty" "Sporty",
        /// Dressed up.
        Elegant "elegant" "Elegant",
        /// Street fashion.
        Street "street" "Streetwear",
        /// Knitwear and soft colours.
        Cosy "cosy" "Cosy",
        /// The clothes of a trade.
        Uniform "uniform" "Work clothes",
        /// Own taste, strong colours.
        Creative "creative" "Creative",
    }
}

labels! {
    /// Where an actor stands.
    Setting {
        /// A kitchen.
        Kitchen "kitchen" "Kitchen",
        /// A living room.
        LivingRoom "living_room" "Living room",
        /// A bedroom.
        Bedroom "bedroom" "Bedroom",
        /// A bathroom.
        Bathroom "bathroom" "Bathroom",
        /// An office.
        Office "office" "Office",
        /// A doctor's practice or laboratory.
        Clinic "clinic" "Clinic",
        /// A workshop.
        Workshop "workshop" "Workshop",
        /// A shop.
        Shop "shop" "Shop",
        /// A café.
        Cafe "cafe" "Café",
        /// A library or classroom.
        Library "library" "Library",
        /// A gym.
        Gym "gym" "Gym",
        /// A street in a city.
        Street "street" "City street",
        /// A park.
        Park "park" "Park",
        /// A garden or terrace.
        Garden "garden" "Garden",
        /// The inside of a car.
        Car "car" "Car",
        /// A photographer's backdrop.
        Studio "studio" "Studio backdrop",
    }
}

labels! {
    /// What kind of place a setting is.
    Environment {
        /// At home.
        Home "home" "At home",
        /// At work.
        Work "work" "At work",
        /// Indoors among other people.
        Public "public" "Public place",
        /// In the open air.
        Outdoors "outdoors" "Outdoors",
        /// On the road.
        Vehicle "vehicle" "In a vehicle",
        /// In front of a backdrop.
        Studio "studio" "Studio",
    }
}

labels! {
    /// What an actor suits.
    UseCase {
        /// A customer's own words.
        Testimonial "testimonial" "Testimonial",
        /// Showing a product.
        ProductDemo "product_demo" "Product demo",
        /// Opening a parcel.
        Unboxing "unboxing" "Unboxing",
        /// Showing how something is done.
        HowTo "how_to" "How-to",
        /// Explaining an idea.
        Explainer "explainer" "Explainer",
        /// A sale or an offer.
        Offer "offer" "Offer",
        /// Walking through an app.
        AppTour "app_tour" "App tour",
        /// A founder's or customer's story.
        Story "story" "Story",
        /// An expert's opinion.
        Expert "expert" "Expert advice",
        /// A job advertisement.
        Recruiting "recruiting" "Recruiting",
    }
}

impl Setting {
    /// What kind of place it is.
    pub const fn environment(self) -> Environment {
        match self {
            Self::Kitchen | Self::LivingRoom | Self::Bedroom | Self::Bathroom => Environment::Home,
            Self::Office | Self::Clinic | Self::Workshop => Environment::Work,
            Self::Shop | Self::Cafe | Self::Library | Self::Gym => Environment::Public,
            Self::Street | Self::Park | Self::Garden => Environment::Outdoors,
            Self::Car => Environment::Vehicle,
            Self::Studio => Environment::Studio,
        }
    }
}

/// Languages that actors speak: ISO 639-1 code and English name.
const LANGUAGES: &[(&str, &str)] = &[
    ("en", "English"),
    ("es", "Spanish"),
    ("pt", "Portuguese"),
    ("fr", "French"),
    ("de", "German"),
    ("it", "Italian"),
    ("nl", "Dutch"),
    ("sv", "Swedish"),
    ("no", "Norwegian"),
    ("da", "Danish"),
    ("fi", "Finnish"),
    ("pl", "Polish"),
    ("cs", "Czech"),
    ("sk", "Slovak"),
    ("uk", "Ukrainian"),
    ("ru", "Russian"),
    ("ro", "Romanian"),
    ("hu", "Hungarian"),
    ("bg", "Bulgarian"),
    ("el", "Greek"),
    ("tr", "Turkish"),
    ("ar", "Arabic"),
    ("fa", "Persian"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("ur", "Urdu"),
    ("pa", "Punjabi"),
    ("bn", "Bengali"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("zh", "Chinese"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("vi", "Vietnamese"),
    ("th", "Thai"),
    ("id", "Indonesian"),
    ("ms", "Malay"),
    ("tl", "Tagalog"),
    ("sw", "Swahili"),
    ("yo", "Yoruba"),
    ("am", "Amharic"),
    ("zu", "Zulu"),
    ("mi", "Māori"),
    ("sm", "Samoan"),
    ("qu", "Quechua"),
    ("nv", "Navajo"),
];

/// Codes of all languages that some actor speaks.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(code, _)| *code)
}

/// The English name of a language by its ISO 639-1 code, or of a locale that begins with it ("de-AT").
pub fn language_name(code: &str) -> Option<&'static str> {
    let base = code.split(['-', '_']).next().unwrap_or(code);
    LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(base)).map(|(_, name)| *name)
}
