//! Ads for jobs.

use super::{Structure, UseCase};

pub(super) const ALL: &[Structure] = &[
    Structure {
        id: "job-in-short",
        name: "The job in short",
        use_case: UseCase::Recruiting,
        seconds: 15,
        when: "The job explains itself and you need people to apply this week.",
        hook: &["{brand} is hiring {role}."],
        body: &["You'll {role_work}.", "{role_need}."],
        call_to_action: &["Applying takes five minutes, so tap the link."],
    },
    Structure {
        id: "hiring",
        name: "We're hiring",
        use_case: UseCase::Recruiting,
        seconds: 30,
        when: "You want applicants who would never look at a job board.",
        hook: &["Looking for a job you can explain to your grandmother?"],
        body: &[
            "{brand} is hiring {role}.",
            "Here's what you'd do all week.",
            "You'll {role_work}.",
            "Here's what you'd get out of it.",
            "{role_perk}.",
            "And please don't rule yourself out.",
            "{role_need}.",
        ],
        call_to_action: &["Send us a few lines about yourself.", "You'll have an answer within a week."],
    },
    Structure {
        id: "job-questions",
        name: "Ask a colleague",
        use_case: UseCase::Recruiting,
        seconds: 30,
        when: "Somebody who does the job can answer a newcomer's questions on camera.",
        hook: &["Host: You work at {brand}. What's it really like?"],
        body: &[
            "Guest: Good. Most days I {role_work}.",
            "Host: What's the best part?",
            "Guest: I have a favorite. {role_perk}.",
            "Host: Would somebody like me have a chance?",
            "Guest: Sure. {role_need}.",
        ],
        call_to_action: &[
            "Host: And you're still looking for people?",
            "Guest: Yes, we need {role}. The link is right here.",
        ],
    },
    Structure {
        id: "founder-hiring",
        name: "The founder is hiring",
        use_case: UseCase::Recruiting,
        seconds: 45,
        when: "A small company hires and the founder's reason for the work is part of the offer.",
        hook: &["I'm {founder}, I run {brand}, and I need help.", "The good kind of help."],
        body: &[
            "Here's how we got to this point.",
            "{origin}.",
            "So {founder_work}.",
            "Now there are more customers than hands, and I'm looking for {role}.",
            "You'd {role_work}.",
            "{role_need}.",
            "I can teach you the rest.",
            "In return, I promise you one thing.",
            "{role_perk}.",
        ],
        call_to_action: &["If you also think {belief}, we'll get along.", "Write to me, and tell me why."],
    },
];
