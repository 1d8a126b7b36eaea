//! Ads that give something useful for an address.

use super::{Structure, UseCase};

pub(super) const ALL: &[Structure] = &[
    Structure {
        id: "free-and-useful",
        name: "Free and useful",
        use_case: UseCase::LeadGeneration,
        seconds: 15,
        when: "You have a free guide, check or quiz and the title sells it.",
        hook: &["{brand} made {lead_magnet}."],
        body: &["It's short, and {lead_promise}.", "You don't have to buy a thing."],
        call_to_action: &["Tap below, leave your email, and {soft_action}."],
    },
    Structure {
        id: "free-guide",
        name: "Guide for a problem",
        use_case: UseCase::LeadGeneration,
        seconds: 30,
        when: "People are looking for advice and are not ready to buy.",
        hook: &["If {problem_clause}, this is for you."],
        body: &[
            "We see it all the time at {brand}.",
            "So we put together {lead_magnet}.",
            "With it, {lead_promise}.",
            "It's short, it's practical, and you can use it the same day.",
            "There's no sales call afterward.",
        ],
        call_to_action: &[
            "Leave your email and we'll send you the link.",
            "Then {soft_action} whenever you have a minute.",
        ],
    },
    Structure {
        id: "signs-and-check",
        name: "Signs, then a check",
        use_case: UseCase::LeadGeneration,
        seconds: 30,
        when: "People suspect they have the problem and would like to know for sure.",
        hook: &["Does this sound familiar?", "{sign_1}."],
        body: &[
            "{sign_2}.",
            "And {sign_3}.",
            "It doesn't have to stay that way.",
            "The first thing to do costs you nothing.",
            "{brand} has {lead_magnet}.",
            "Once you've been through it, {lead_promise}.",
        ],
        call_to_action: &["You'll find it under this video.", "{soft_action}, and decide the rest later."],
    },
    Structure {
        id: "free-tip",
        name: "One tip now, more by mail",
        use_case: UseCase::LeadGeneration,
        seconds: 45,
        when: "You can give away one good tip on camera and offer the rest for an address.",
        hook: &["Here's a tip you can use today.", "It won't cost you anything."],
        body: &[
            "A lot of people believe that {myth_clause}.",
            "We hear it every week, and we understand why.",
            "But {truth_clause}.",
            "So if you've been {mistake}, you can stop.",
            "Here's what to do instead.",
            "{mistake_fix}.",
            "That's one tip.",
            "If you'd like the rest, we made {lead_magnet}.",
            "It's from the people behind {product_name}, and {lead_promise}.",
        ],
        call_to_action: &[
            "Tap below and {soft_action}.",
            "If you like it, you'll know where to find {brand}.",
        ],
    },
];
