//! Ads for the brand's app.

use super::{Structure, UseCase};

pub(super) const ALL: &[Structure] = &[
    Structure {
        id: "three-taps",
        name: "Three taps",
        use_case: UseCase::AppInstall,
        seconds: 15,
        when: "The app does its job fast and a screen recording can prove it.",
        hook: &["Watch how little it takes."],
        body: &["Open the {brand} app.", "{app_step_1}.", "{app_step_2}.", "{app_step_3}.", "Done."],
        call_to_action: &["The app is free, so download it and try it yourself."],
    },
    Structure {
        id: "app-demo",
        name: "App demo",
        use_case: UseCase::AppInstall,
        seconds: 30,
        when: "You have screen recordings and people need to see the app to want it.",
        hook: &["This app helps you {app_benefit}.", "Let me show you on my own phone."],
        body: &[
            "First, you {app_step_1}.",
            "Next, you {app_step_2}.",
            "Then you {app_step_3}.",
            "That's really the whole thing.",
            "It's from {brand}, the people behind {product_name}.",
            "I had it working in a couple of minutes.",
        ],
        call_to_action: &[
            "It's free to download.",
            "Search for {brand} in your app store, and give it five minutes.",
        ],
    },
    Structure {
        id: "there-is-an-app",
        name: "A moment, then the app",
        use_case: UseCase::AppInstall,
        seconds: 30,
        when: "The app rescues a moment that everyone in your audience has lived through.",
        hook: &["Picture this.", "{scene}."],
        body: &[
            "You don't need a new personality.",
            "You need the {brand} app.",
            "You can {app_step_1}, and then {app_step_2}.",
            "After that, just {app_step_3}.",
            "And the next time it happens, {scene_after}.",
        ],
        call_to_action: &["Download {brand} now, while you're thinking of it.", "It's free."],
    },
    Structure {
        id: "app-i-kept",
        name: "The app I kept",
        use_case: UseCase::AppInstall,
        seconds: 45,
        when: "A user explains why this app stayed on the phone when others went.",
        hook: &["I cleaned up my phone last weekend.", "I deleted a lot of apps, and I kept this one."],
        body: &[
            "It's called {brand}.",
            "I got it because I was tired of {problem_gerund}.",
            "It does one job, which is to help you {app_benefit}.",
            "Here's all there is to it.",
            "You open it and {app_step_1}.",
            "Then you {app_step_2}.",
            "After that, you {app_step_3}, and that's it.",
            "And how has it been?",
            "{benefit_now}.",
        ],
        call_to_action: &["If your phone has room for one more, make it {brand}.", "It's a free download."],
    },
];
