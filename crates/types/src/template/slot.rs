//! The gaps in a structure, each with the grammar its value must have.

/// Declares the slots once: the enum, the table with a field for each, and the way from one to the other.
/// A slot added here does not compile until every industry has a value for it.
macro_rules! slots {
    ($($slot:ident $field:ident $role:literal,)*) => {
        /// A gap in a structure. A value has no mark at its end and, unless it opens with a name or "I", no
        /// capital at its start: `fill` sets capitals, the structure has the marks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Slot {
            $(#[doc = $role] $slot,)*
        }

        /// A value for every slot.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Values {
            $(#[doc = $role] pub $field: &'static str,)*
        }

        impl Slot {
            /// Every slot there is.
            pub const ALL: &'static [Self] = &[$(Self::$slot,)*];

            /// The name between braces in a structure's lines.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$slot => stringify!($field),)*
                }
            }

            /// What a value must be, with an example: what to ask a person who fills it in.
            pub const fn role(self) -> &'static str {
                match self {
                    $(Self::$slot => $role,)*
                }
            }
        }

        impl Values {
            /// The value of a slot.
            pub const fn get(&self, slot: Slot) -> &'static str {
                match slot {
                    $(Slot::$slot => self.$field,)*
                }
            }
        }
    };
}

slots! {
    Brand brand "The company's name: “Fernlight”.",
    ProductName product_name "What is sold, one thing, with its article: “the Night Balm”.",
    Category category "The kind of thing, singular, with its article: “a night cream”.",
    CategoryPlural category_plural "The kind of thing, plural: “night creams”.",
    CategoryFlaw category_flaw "What most of the kind do wrong, plural verb: “smell lovely and wear off by lunch”.",
    Audience audience "Whom it is for, plural: “people with dry skin”.",
    ProblemQuestion problem_question "A question to the viewer, without its mark: “does your face feel tight after you wash it”.",
    ProblemClause problem_clause "What goes wrong for the viewer; follows “if”: “you moisturize and still wake up dry”.",
    ProblemPast problem_past "The same in the first person, a habit in the past: “I moisturized and still woke up dry”.",
    ProblemGerund problem_gerund "The same as a gerund with no “you” or “I”; follows “tired of”: “waking up dry”.",
    SignOne sign_1 "A sign that the viewer has the problem, a clause: “your cheeks feel tight before breakfast”.",
    SignTwo sign_2 "A second sign, a clause.",
    SignThree sign_3 "A third sign, a clause.",
    Scene scene "A moment in the viewer's day, present tense: “it's eleven at night and you're too tired for five bottles”.",
    SceneAfter scene_after "How that moment goes instead, a clause with “you”: “you press in one balm and turn off the light”.",
    Mistake mistake "What people who believe the myth do, a gerund; follows “stop”: “scrubbing at the dry patches”.",
    MistakeFix mistake_fix "What to do instead, an imperative: “use a little, on damp skin”.",
    BenefitVerbPhrase benefit_verb_phrase "What the viewer can do then; follows “you can”: “wake up with soft skin”.",
    BenefitNow benefit_now "A customer's life now, a clause with “I”; follows “now”: “I wake up and my face feels fine”.",
    SmallWin small_win "One thing that happened to a customer; follows “last week”: “my sister asked what I'd changed”.",
    FeatureOne feature_1 "A fact about the product, a clause: “it's made with oat oil and no perfume”.",
    FeatureTwo feature_2 "A second fact, a clause.",
    FeatureThree feature_3 "A third fact, a clause.",
    ProofSentence proof_sentence "Something that can be checked, a whole clause: “every batch is patch-tested before it ships”.",
    StepOne step_1 "The first step of using it, an imperative: “wash your face”.",
    StepTwo step_2 "The second step, an imperative.",
    StepThree step_3 "The third step, an imperative.",
    MythClause myth_clause "What people wrongly believe; follows “you've heard that”: “flaky skin needs a good scrub”.",
    TruthClause truth_clause "What is so instead, a clause: “scrubbing makes dry skin drier”.",
    Rival rival "The other way, singular, with its article: “a ten-step routine”.",
    RivalVerbPhrase rival_verb_phrase "What the other way costs, third person: “takes half an hour”.",
    ProductVerbPhrase product_verb_phrase "What the product does there, third person: “takes one minute”.",
    Objection objection "A doubter's question, without its mark: “isn't this just another cream”.",
    Answer answer "The honest answer, a clause.",
    ObjectionTwo objection_2 "A second doubt, in the same form.",
    AnswerTwo answer_2 "Its answer, a clause.",
    Guarantee guarantee "What happens if it does not suit, a clause: “if it doesn't suit you, send the jar back”.",
    Hesitation hesitation "Why a visitor left; follows “maybe”: “you weren't sure it would suit your skin”.",
    Price price "The price in words; follows “it costs”: “twenty-eight dollars a jar”.",
    PriceGets price_gets "What that buys; follows “for that, you get”: “about three months of nights”.",
    OfferPhrase offer_phrase "What is on offer; follows “you get”: “a free travel tin with your first jar”.",
    Deadline deadline "Until when, with “until”: “until Sunday night”.",
    Action action "The step to take, an imperative that also follows “tap to”: “order your first jar”.",
    SoftAction soft_action "A step that costs nothing, in the same form, about the free thing: “take the skin quiz”.",
    LeadMagnet lead_magnet "Something free and useful, with its article: “a two-minute skin quiz”.",
    LeadPromise lead_promise "What it tells the viewer, a clause with “you”: “you find out what to keep and what to skip”.",
    Customer customer "A customer's first name.",
    Founder founder "The founder's first name.",
    Origin origin "What happened to the founder, a clause in the past with “I” or “my”.",
    FounderWork founder_work "What the founder then did, a clause in the past; follows “so”.",
    Belief belief "What the founder holds, a clause; follows “I still think”: “a cream should do one job well”.",
    Doubt doubt "Why a customer hesitated, a clause in the past with “I”.",
    Advice advice "What a customer tells a friend, an imperative: “start with the small tin”.",
    Arrival arrival "What comes first after buying, a clause: “it comes in a plain metal tin”.",
    Inside inside "What else is there, a clause: “there's one jar, one card and no plastic”.",
    FirstUse first_use "A customer's first time, a clause in the past with “I”.",
    StreetQuestion street_question "A question to a stranger, without its mark: “what's the last thing you put on your face at night”.",
    StreetAnswer street_answer "The stranger's answer, a clause: “it's one balm, and then I'm asleep”.",
    Town town "A town.",
    Local local "What the brand does in that town, a clause with “we” or “our”.",
    SeasonClause season_clause "What a season brings; follows “when”: “the heat comes on and your cheeks start to sting”.",
    SeasonAction season_action "What to do about it, an imperative: “switch creams before the first frost”.",
    Event event "Something to come to, with its article; follows “we're hosting”: “an open evening at our lab”.",
    EventTime event_time "When it is: “on Thursday the twelfth, at six”.",
    EventDetail event_detail "What one does there, a clause with “you”.",
    Role role "A job, with its article; follows “is hiring”: “a lab assistant”.",
    RoleWork role_work "The work itself; follows “you'll”: “weigh and mix small batches”.",
    RolePerk role_perk "What is good about it, a clause: “everyone goes home at four on Fridays”.",
    RoleNeed role_need "What it takes, a clause: “you don't need a degree, just steady hands”.",
    AppStepOne app_step_1 "The first thing to do in the brand's app, an imperative: “scan the jar you have now”.",
    AppStepTwo app_step_2 "The second, an imperative.",
    AppStepThree app_step_3 "The third, an imperative.",
    AppBenefit app_benefit "What the app makes easy; follows “helps you”: “reorder before you run out”.",
    Novelty novelty "What is new, with its article; follows “now has”: “a refill pouch”.",
    NoveltyReason novelty_reason "Why it was made; follows “because”: “you kept asking for less glass”.",
    NoveltyDetail novelty_detail "How it works, a clause with “it”: “it fills the jar you already own”.",
}
